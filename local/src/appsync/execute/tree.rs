//! The answer while it grows: every value in a cell of its own.
//!
//! A null that isn't allowed empties the nearest value around it that may be null; that is
//! decided when all levels are done.

use std::sync::Arc;

use apollo_compiler::executable::Field;
use apollo_compiler::{Name, Node};

use super::GraphqlResponse;
use super::collect::Fields;
use crate::appsync::errors::{GraphqlError, PathSegment};
use crate::appsync::json::{JsonMap, JsonValue};
use crate::appsync::limits::{MAX_RESPONSE_BYTES, MAX_RESPONSE_VALUES};

/// A cell of the tree.
pub(super) type CellId = usize;

/// A field to be resolved.
pub(super) struct Task<'a> {
    pub(super) cell: CellId,
    pub(super) parent_type: Name,
    pub(super) fields: Vec<&'a Node<Field>>,
    /// The parent object; `None` at the root.
    pub(super) source: Option<Arc<JsonValue>>,
    pub(super) path: Path,
    /// How many fields lead to it, itself included.
    pub(super) depth: u32,
}

/// The way from the root to a value, sharing what it has in common with others.
#[derive(Clone, Debug, Default)]
pub(super) struct Path(Option<Arc<(Self, PathSegment)>>);

impl Path {
    /// The way to a value inside this one.
    pub(super) fn child(&self, segment: PathSegment) -> Self {
        Self(Some(Arc::new((self.clone(), segment))))
    }

    /// Whether it is the way to an item of a list.
    pub(super) fn ends_in_a_list(&self) -> bool {
        let last = self.0.as_ref().map(|link| &link.1);
        matches!(last, Some(PathSegment::Index(_)))
    }

    pub(super) fn segments(&self) -> Vec<PathSegment> {
        let mut segments = Vec::new();
        let mut path = self;
        while let Some(link) = &path.0 {
            segments.push(link.1.clone());
            path = &link.0;
        }
        segments.reverse();
        segments
    }
}

impl<'a> Task<'a> {
    /// The name of the field in the schema.
    pub(super) fn name(&self) -> &'a str {
        self.fields.first().map_or("", |field| field.name.as_str())
    }
}

/// What a cell holds.
#[derive(Debug)]
pub(super) enum Slot {
    Null,
    Leaf(JsonValue),
    List(Vec<CellId>),
    Object(Vec<(String, CellId)>),
}

#[derive(Debug)]
struct Cell {
    slot: Slot,
    non_null: bool,
}

/// The answer so far.
#[derive(Debug, Default)]
pub(super) struct Tree {
    cells: Vec<Cell>,
    root: Vec<(String, CellId)>,
    errors: Vec<GraphqlError>,
    /// The memory that the answer takes, roughly.
    bytes: usize,
}

impl Tree {
    /// Opens the root object.
    pub(super) fn start<'a>(&mut self, root_type: &Name, fields: Fields<'a>) -> Vec<Task<'a>> {
        let (entries, tasks) = self.open_object(root_type, fields, None, &Path::default(), 0);
        self.root = entries;
        tasks
    }

    /// Makes a cell, and a task to fill it, for each field of an object.
    pub(super) fn open_object<'a>(
        &mut self,
        object_type: &Name,
        fields: Fields<'a>,
        source: Option<&Arc<JsonValue>>,
        path: &Path,
        depth: u32,
    ) -> (Vec<(String, CellId)>, Vec<Task<'a>>) {
        fields
            .into_iter()
            .map(|(key, fields)| {
                let non_null = fields.first().is_some_and(|field| field.ty().is_non_null());
                let cell = self.open(non_null);
                // In the object and in the path.
                self.charge(key.len().saturating_mul(2));
                let path = path.child(PathSegment::Field(key.to_string()));
                let task = Task {
                    cell,
                    parent_type: object_type.clone(),
                    fields,
                    source: source.cloned(),
                    path,
                    depth: depth.saturating_add(1),
                };
                ((key.to_string(), cell), task)
            })
            .unzip()
    }

    /// Makes an empty cell.
    pub(super) fn open(&mut self, non_null: bool) -> CellId {
        self.charge(size_of::<Cell>());
        self.cells.push(Cell {
            slot: Slot::Null,
            non_null,
        });
        self.cells.len() - 1
    }

    /// Counts memory that the answer takes.
    pub(super) fn charge(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// Whether the answer is as large as it may be.
    pub(super) fn is_full(&self) -> bool {
        self.cells.len() > MAX_RESPONSE_VALUES || self.bytes > MAX_RESPONSE_BYTES
    }

    pub(super) fn fill(&mut self, cell: CellId, slot: Slot) {
        if let Some(cell) = self.cells.get_mut(cell) {
            cell.slot = slot;
        }
    }

    /// Adds an error, unless there is no room for more.
    pub(super) fn report(&mut self, error: GraphqlError) {
        self.charge(error.size());
        if !self.is_full() {
            self.errors.push(error);
        }
    }

    /// Adds the one error that there always is room for.
    pub(super) fn report_full(&mut self, error: GraphqlError) {
        self.errors.push(error);
    }

    pub(super) fn into_response(mut self) -> GraphqlResponse {
        let root = std::mem::take(&mut self.root);
        let data = self.object(root).unwrap_or(JsonValue::Null);
        GraphqlResponse {
            data,
            errors: self.errors,
        }
    }

    /// The value of a cell; `None` when the value around it has to become null.
    fn take(&mut self, cell: CellId) -> Option<JsonValue> {
        let Cell { slot, non_null } = std::mem::replace(
            self.cells.get_mut(cell)?,
            Cell {
                slot: Slot::Null,
                non_null: false,
            },
        );
        let value = match slot {
            Slot::Null => None,
            Slot::Leaf(value) => Some(value),
            Slot::List(items) => items
                .into_iter()
                .map(|item| self.take(item))
                .collect::<Option<Vec<_>>>()
                .map(JsonValue::from),
            Slot::Object(entries) => self.object(entries),
        };
        match value {
            None if non_null => None,
            value => Some(value.unwrap_or(JsonValue::Null)),
        }
    }

    fn object(&mut self, entries: Vec<(String, CellId)>) -> Option<JsonValue> {
        let mut object = JsonMap::new();
        for (key, cell) in entries {
            object.insert(key, self.take(cell)?);
        }
        Some(JsonValue::Object(object))
    }
}
