//! What users do, as data. Few ids and kinds, so that they meet.

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{collection, option, sample};
use serde_json::{Value, json};

pub(super) const USERS: usize = 3;
const IDS: [&str; 5] = ["a", "A", "a:1", "a-1", "b"];
const KINDS: [&str; 3] = ["note", "note-", "not"];

/// Something that one user does, or the clock.
#[derive(Clone, Debug)]
pub(super) enum Operation {
    Advance {
        milliseconds: i64,
    },
    Create {
        user: usize,
        id: &'static str,
        kind: &'static str,
        data: u8,
        expires_in: Option<i64>,
    },
    Delete {
        user: usize,
        id: &'static str,
        expects: Expects,
    },
    Get {
        user: usize,
        id: &'static str,
    },
    List {
        user: usize,
        list: List,
    },
    Update {
        user: usize,
        id: &'static str,
        expects: Expects,
        kind: Option<&'static str>,
        data: Option<u8>,
        expires_in: Option<Option<i64>>,
    },
}

/// The version that a writer expects.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expects {
    Any,
    /// The version of the record, and so many more.
    Current(i64),
}

/// Which list, from its first page to its last.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) kind: Option<&'static str>,
    pub(super) is_ascending: bool,
    pub(super) limit: usize,
}

impl List {
    pub(super) fn arguments(self) -> Value {
        let direction = if self.is_ascending { "ASC" } else { "DESC" };
        json!({"kind": self.kind, "sortDirection": direction, "limit": self.limit})
    }
}

/// Some operations, one after the other.
pub(super) fn operations(most: usize) -> impl Strategy<Value = Vec<Operation>> {
    collection::vec(operation(), 1..most)
}

pub(super) fn list() -> impl Strategy<Value = List> {
    (option::of(kind()), any::<bool>(), 1..4_usize).prop_map(|(kind, is_ascending, limit)| List {
        kind,
        is_ascending,
        limit,
    })
}

fn operation() -> impl Strategy<Value = Operation> {
    let create = (0..USERS, id(), kind(), 0..3_u8, option::of(1..6_i64)).prop_map(
        |(user, id, kind, data, expires_in)| Operation::Create {
            user,
            id,
            kind,
            data,
            expires_in,
        },
    );
    let expiry = option::of(option::of(1..6_i64));
    let update = (
        (0..USERS, id(), expects()),
        (option::of(kind()), option::of(0..3_u8), expiry),
    )
        .prop_map(
            |((user, id, expects), (kind, data, expires_in))| Operation::Update {
                user,
                id,
                expects,
                kind,
                data,
                expires_in,
            },
        );
    let delete = (0..USERS, id(), expects()).prop_map(|(user, id, expects)| Operation::Delete {
        user,
        id,
        expects,
    });
    prop_oneof![
        5 => create,
        4 => update,
        2 => delete,
        2 => (0..USERS, id()).prop_map(|(user, id)| Operation::Get { user, id }),
        2 => (0..USERS, list()).prop_map(|(user, list)| Operation::List { user, list }),
        // Backwards too.
        2 => (-1_500..4_000_i64).prop_map(|milliseconds| Operation::Advance { milliseconds }),
    ]
}

fn id() -> impl Strategy<Value = &'static str> {
    sample::select(&IDS[..])
}

fn kind() -> impl Strategy<Value = &'static str> {
    sample::select(&KINDS[..])
}

fn expects() -> impl Strategy<Value = Expects> {
    prop_oneof![
        2 => Just(Expects::Any),
        2 => Just(Expects::Current(0)),
        1 => (-2..3_i64).prop_map(Expects::Current),
    ]
}
