//! Whose certificates are believed, by real handshakes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use shared::environment::Environment;

use super::*;
use crate::keys::roots;

/// An authority, in its own view.
fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut parameters = CertificateParams::new(Vec::new()).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap()
}

fn pem(authority: &CertifiedIssuer<'static, KeyPair>) -> String {
    let body = STANDARD.encode(authority.der());
    format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
}

/// A server that answers `{}` to all who believe that `authority` knows it as `name`, at
/// the port that it gives.
fn serve(authority: &CertifiedIssuer<'static, KeyPair>, name: &str) -> u16 {
    let key = KeyPair::generate().unwrap();
    let parameters = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate = parameters.signed_by(&key, authority).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.into()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        );
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let mut stream = BufReader::new(StreamOwned::new(connection, stream.unwrap()));
            let mut line = String::new();
            // Whoever does not believe the certificate sends nothing.
            while stream.read_line(&mut line).is_ok_and(|length| length > 2) {
                line.clear();
            }
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
            let _ = stream.get_mut().write_all(answer);
        }
    });
    port
}

/// A client that believes the certificates in that file, or the built-in ones.
fn client(file: Option<&Path>) -> Http {
    let lookup = |_: &str| file.map(|path| path.to_str().unwrap().to_owned());
    let roots = roots::from_environment(&Environment::new(&lookup)).unwrap();
    Http::new(roots, false).unwrap()
}

async fn words(client: &Http, url: &str) -> Option<String> {
    let error = client.get(url).await.err()?;
    assert!(matches!(error, FetchError::Connection(_)), "{error}");
    Some(error.to_string())
}

#[tokio::test]
async fn the_roots_of_a_file_count_in_place_of_the_built_in_ones() {
    let (ours, other) = (authority("ours"), authority("other"));
    let (port, port_of_other) = (serve(&ours, "127.0.0.1"), serve(&other, "127.0.0.1"));
    let (url, url_of_other) = (
        format!("https://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port_of_other}/"),
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    // What is not understood spoils nothing, as in the system's own files.
    let text = format!("# our own\n{}\n", pem(&ours));
    std::fs::write(file.path(), text).unwrap();
    let with_file = client(Some(file.path()));
    assert_eq!(words(&with_file, &url).await, None);
    let refused = words(&with_file, &url_of_other).await.unwrap();
    assert!(refused.contains("UnknownIssuer"), "{refused}");
    let refused = words(&client(None), &url).await.unwrap();
    assert!(refused.contains("UnknownIssuer"), "{refused}");
}

#[tokio::test]
async fn the_name_in_the_certificate_counts() {
    let ours = authority("ours");
    let port = serve(&ours, "127.0.0.2");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pem(&ours)).unwrap();
    let url = format!("https://127.0.0.1:{port}/");
    let refused = words(&client(Some(file.path())), &url).await.unwrap();
    assert!(refused.contains("not valid for name"), "{refused}");
}

#[tokio::test]
async fn nothing_is_asked_for_without_encryption() {
    let refused = words(&client(None), "http://127.0.0.1:9/").await.unwrap();
    assert!(refused.contains("URL scheme is not allowed"), "{refused}");
}
