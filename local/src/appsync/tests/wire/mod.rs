//! Exchanges over a socket: what a client sends and what it hears, byte for byte.
//!
//! They stand in `exchanges/*.http`, each with the source of what it says and its grade, so
//! that they can be read beside the reference without any code. `notation` says how they are
//! written.

mod answer;
mod exchange;
mod notation;
mod setting;

use std::collections::HashSet;
use std::path::Path;

use self::exchange::{Exchange, Step};
use super::socket::{Connection, serve};

/// The files, by name, and what they say.
fn files() -> impl Iterator<Item = (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/appsync/tests/wire/exchanges");
    std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(path).unwrap())
    })
}

#[tokio::test]
async fn what_a_client_hears_is_what_is_written() {
    let mut differences = Vec::new();
    for (file, text) in files() {
        for text in exchange::texts(&text) {
            let exchange = Exchange::read(&text);
            if let Err(difference) = differs(&exchange).await {
                differences.push(format!("{file}: {}\n{difference}", exchange.title));
            }
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n\n"));
}

#[test]
fn each_exchange_has_a_title_of_its_own_and_says_where_it_is_known_from() {
    let mut titles = HashSet::new();
    for (file, text) in files() {
        for text in exchange::texts(&text) {
            let exchange = Exchange::read(&text);
            let place = format!("{file}: {}", exchange.title);
            assert!(!exchange.source.is_empty(), "{place}");
            assert!(notation::GRADES.contains(&exchange.grade), "{place}");
            titles.insert(place);
        }
    }
    let names: HashSet<&str> = titles
        .iter()
        .filter_map(|place| place.split(": ").nth(1))
        .collect();
    assert_eq!(names.len(), titles.len(), "a title that comes twice");
    assert!(names.len() > 90, "{} exchanges", names.len());
}

/// Has the exchange with a server of its own.
///
/// # Errors
/// Says what was heard instead.
async fn differs(exchange: &Exchange<'_>) -> Result<(), String> {
    let setting = setting::Setting::new(exchange);
    let host = serve(setting.router.clone()).await;
    let mut connection = Connection::open(&host).await;
    let mut has_body = true;
    for step in &exchange.steps {
        match step {
            Step::Send(request) => {
                has_body = !request.is_head();
                connection.send(&request.bytes(&host)).await;
            }
            Step::SendMore(text) => connection.send(&notation::bytes(text, &host)).await,
            Step::HangUp => connection.hang_up().await,
            Step::Hear(expected) => {
                let heard = connection.answer(has_body).await;
                let heard = heard.map_or_else(|| "nothing".to_owned(), |raw| answer::text(&raw));
                let expected = answer::expected(expected, &host);
                if heard != expected {
                    return Err(format!("--- written\n{expected}\n--- heard\n{heard}"));
                }
            }
        }
    }
    let rest = connection.rest().await;
    if !rest.is_empty() {
        return Err(format!("--- and then\n{}", String::from_utf8_lossy(&rest)));
    }
    let calls = setting.calls();
    if calls != exchange.calls {
        return Err(format!(
            "--- called\n{calls:?}\n--- written\n{:?}",
            exchange.calls
        ));
    }
    Ok(())
}
