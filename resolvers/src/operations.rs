//! Which of DynamoDB's operations each function calls. The deployment grants exactly these,
//! by `infra/operations.json`; tests hold both to the code.

use crate::Function;

impl Function {
    /// The operations that the function's code calls, as DynamoDB names them.
    pub fn operations(self) -> &'static [&'static str] {
        match self {
            Self::Mutation => &["DeleteItem", "GetItem", "PutItem"],
            Self::Query => &["BatchGetItem", "GetItem", "Query"],
        }
    }
}
