//! Everything that is refused, and with which sentence.

mod bounds;
mod operations;
mod parts;
mod settings;

const BAD_REQUEST: &str = "BadRequestException";
const NOT_FOUND: &str = "NotFoundException";
