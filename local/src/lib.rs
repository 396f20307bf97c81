//! The deployment on one machine: AppSync, Lambda, DynamoDB and an Auth0 tenant.
//!
//! Everything that AWS and Auth0 do for the project's functions, over the same wires, so
//! that the functions that run here are the ones that are deployed.

pub mod appsync;
pub mod auth0;
pub mod dynamodb;
pub mod guard;
pub mod invoke;
pub mod lambda;
