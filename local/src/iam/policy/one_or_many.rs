//! A value, or a list of values: policies write either.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The values.
#[derive(Debug)]
pub(super) struct OneOrMany<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values(PhantomData))
    }
}

/// Reads them itself, so that an error says what is wrong with which value.
struct Values<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Values<T> {
    type Value = OneOrMany<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or a list of values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(OneOrMany(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        one(T::deserialize(MapAccessDeserializer::new(map)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        one(T::deserialize(text.into_deserializer()))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Self::Value, E> {
        one(T::deserialize(truth.into_deserializer()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        one(T::deserialize(number.into_deserializer()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        one(T::deserialize(number.into_deserializer()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        one(T::deserialize(number.into_deserializer()))
    }
}

fn one<T, E>(value: Result<T, E>) -> Result<OneOrMany<T>, E> {
    value.map(|value| OneOrMany(vec![value]))
}
