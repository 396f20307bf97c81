//! The names in the table. Terraform and the local stack make the table by them.

/// When it was created, text.
pub const CREATED_AT: &str = "createdAt";
/// `createdAt#id`: the sort key of [`BY_CREATION`].
pub const CREATION_KEY: &str = "creationKey";
/// The content, JSON text.
pub const DATA: &str = "data";
/// Which mutations wrote the item before the last one did, the latest first.
pub const EARLIER_STAMPS: &str = "earlierStamps";
/// DynamoDB's time to live, seconds.
pub const EXPIRES_AT: &str = "expiresAt";
/// The record's name: the table's sort key.
pub const ID: &str = "id";
/// The record's kind, text.
pub const KIND: &str = "kind";
/// `kind#createdAt#id`: the sort key of [`BY_KIND`].
pub const KIND_KEY: &str = "kindKey";
/// The subject: the table's partition key.
pub const OWNER: &str = "owner";
/// Which mutation wrote the item last.
pub const STAMP: &str = "stamp";
/// When it was last written, text.
pub const UPDATED_AT: &str = "updatedAt";
/// The number of the last write.
pub const VERSION: &str = "version";

/// The local secondary index in order of creation.
pub const BY_CREATION: &str = "by-creation";
/// The local secondary index in order of kind and creation.
pub const BY_KIND: &str = "by-kind";
