//! All reads are consistent, which no engine of a test's makes a difference of.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use resolvers::dynamodb_client::with_limits;
use serde_json::json;

use super::{api, item};

#[tokio::test(start_paused = true)]
async fn a_record_and_a_list_are_read_consistently() {
    // A request that no rule is for has no answer.
    let record = mock!(Client::get_item)
        .match_requests(|request| request.consistent_read() == Some(true))
        .then_output(|| GetItemOutput::builder().set_item(Some(item("a"))).build());
    let list = mock!(Client::query)
        .match_requests(|request| request.consistent_read() == Some(true))
        .then_output(|| QueryOutput::builder().items(item("a")).build());
    let client = mock_client!(
        aws_sdk_dynamodb,
        RuleMode::MatchAny,
        [&record, &list],
        with_limits
    );
    let api = api(client);
    let user = api.user("u1");
    assert_eq!(user.get("a").await.unwrap()["id"], "a");
    for arguments in [json!({}), json!({"kind": "note"})] {
        let page = user.list(arguments).await.unwrap();
        assert_eq!(page["items"][0]["id"], "a");
    }
}
