//! What each field costs, measured, and the table of `docs/records.md` held to it.

mod meter;

use aws_sdk_dynamodb::Client;
use resolvers::Function;
use resolvers::settings::AuthorizationMode;
use serde_json::{Value, json};

use crate::api::{Api, NOW, User};
use crate::cost::meter::{Meter, Units};
use crate::engine::{self, Engine};
use crate::event::{ALL, context, raw};
use crate::table;

/// The page that users read.
const PAGE: &str = include_str!("../../../../docs/records.md");

/// A subject and an id as long as they usually are.
const SUB: &str = "auth0|0123456789abcdef01234567";
const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// What is done, in the page's words, in its order.
const ROWS: [(&str, Action); 11] = [
    ("`getRecord`", Action::Get),
    ("`getRecord` of a missing record", Action::GetMissing),
    ("`getRecord` ten times in one batch", Action::GetBatch),
    ("`listRecords`, 20 of 40 records", Action::List),
    (
        "`listRecords`, 20 expired and 20 not",
        Action::ListBehindExpired,
    ),
    ("`createRecord`", Action::Create),
    (
        "`createRecord` over an expired one",
        Action::CreateOverExpired,
    ),
    ("`updateRecord`", Action::Update),
    ("`updateRecord` with another `kind`", Action::UpdateKind),
    ("`updateRecord` of another version", Action::UpdateConflict),
    ("`deleteRecord`", Action::Delete),
];

#[derive(Clone, Copy, Debug)]
enum Action {
    Get,
    GetMissing,
    GetBatch,
    List,
    ListBehindExpired,
    Create,
    CreateOverExpired,
    Update,
    UpdateKind,
    UpdateConflict,
    Delete,
}

/// What the page says with a `*`: an engine does not say what a failed condition costs.
const COMPUTED: &str = "`createRecord` of an `id` that is taken *";

#[tokio::test]
async fn the_page_says_what_is_measured() {
    let (measuring, rows) = match Engine::of_this_run() {
        Engine::Dynoxide => (true, &ROWS[..]),
        // It charges the same for every size, so one row shows that it is of no use here.
        Engine::Moto => (false, &ROWS[..1]),
    };
    let mut table = String::new();
    for (name, action) in rows {
        let mut all = Vec::new();
        for kilobytes in [0, 10, 100] {
            all.push(measured(*action, kilobytes).await);
        }
        table += &row(name, &all);
        if let Action::Create = action {
            // The item that is found counts, in the table alone and not in its two indexes.
            all.iter_mut().for_each(|units| units.write /= 3.0);
            table += &row(COMPUTED, &all);
        }
    }
    assert_eq!(
        PAGE.contains(&table),
        measuring,
        "docs/records.md and\n{table}"
    );
}

fn row(name: &str, units: &[Units]) -> String {
    let cells = |Units { read, write }: &Units| format!(" {read} | {write} |");
    let cells: String = units.iter().map(cells).collect();
    format!("| {name} |{cells}\n")
}

/// The units of an action on records with so many KB of data.
async fn measured(action: Action, kilobytes: usize) -> Units {
    let meter = Meter::default();
    let configuration = engine::configuration().await;
    let table = table::create(&Client::from_conf(configuration.clone().build())).await;
    let metered = Client::from_conf(configuration.interceptor(meter.clone()).build());
    let api = Api::on(metered, table, AuthorizationMode::Lambda);
    let user = api.user(SUB);
    action.prepare(&api, user, kilobytes).await;
    meter.reset();
    action.perform(&api, user, kilobytes).await;
    meter.reset()
}

impl Action {
    async fn prepare(self, api: &Api, user: User<'_>, kilobytes: usize) {
        let records = match self {
            Self::GetMissing | Self::Create => return,
            Self::GetBatch => 10,
            Self::List | Self::ListBehindExpired => 40,
            _ => 1,
        };
        for number in 0..records {
            let expires = match self {
                Self::ListBehindExpired => number < 20,
                Self::CreateOverExpired => true,
                _ => false,
            };
            let mut input = input(&id(number), kilobytes);
            input["expiresAt"] = json!(expires.then_some(NOW + 1));
            user.create(input).await.unwrap();
        }
        api.clock.advance(1);
    }

    async fn perform(self, api: &Api, user: User<'_>, kilobytes: usize) {
        let id = id(0);
        let list = json!({"limit": 20, "sortDirection": "ASC"});
        match self {
            Self::Get => assert!(user.get(&id).await.unwrap().is_object()),
            Self::GetMissing => assert!(user.get(&id).await.unwrap().is_null()),
            Self::GetBatch => {
                let get = |number| {
                    let id = json!({"id": self::id(number)});
                    context(SUB, "Query.getRecord", &id, ALL)
                };
                let batch: Vec<_> = (0..10).map(get).collect();
                let results = api.invoke(Function::Query, &raw(&json!(batch))).await;
                assert!(results.unwrap()[9]["data"].is_object());
            }
            Self::List | Self::ListBehindExpired => {
                let page = user.list(list).await.unwrap();
                assert_eq!(page["items"].as_array().unwrap().len(), 20);
            }
            Self::Create | Self::CreateOverExpired => {
                user.create(input(&id, kilobytes)).await.unwrap();
            }
            Self::Update => {
                user.update(json!({"id": id, "expiresAt": null}))
                    .await
                    .unwrap();
            }
            Self::UpdateKind => {
                user.update(json!({"id": id, "kind": "memo"}))
                    .await
                    .unwrap();
            }
            Self::UpdateConflict => {
                let answer = user.update(json!({"id": id, "expectedVersion": 9})).await;
                assert_eq!(answer.unwrap_err().code(), "VersionConflict");
            }
            Self::Delete => {
                user.delete(json!({"id": id})).await.unwrap();
            }
        }
    }
}

/// A record with so many KB of data, less what the rest of its item takes; with none, one
/// of 100 bytes.
fn input(id: &str, kilobytes: usize) -> Value {
    let length = match kilobytes {
        0 => 100,
        _ => kilobytes * 1_024,
    };
    let data = format!("[\"{}\"]", "a".repeat(length - 4));
    json!({"id": id, "kind": "note", "data": data})
}

fn id(number: usize) -> String {
    let prefix = ID.get(..ID.len() - 2).unwrap_or_default();
    format!("{prefix}{number:02}")
}
