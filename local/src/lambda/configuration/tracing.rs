//! Whether a function's calls are traced by X-Ray. There is none here: no trace is sampled.

use serde::{Deserialize, Serialize};

/// `TracingConfig` of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct Tracing {
    #[serde(default)]
    mode: Mode,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
enum Mode {
    Active,
    #[default]
    PassThrough,
}
