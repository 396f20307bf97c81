//! A start that fails: the cause goes to the log, a constant sentence to the client.
//!
//! Lambda passes whatever a function says about its failed start to the caller, so the
//! cause must not be in it. Only a report to the Runtime API has a text of our own; a
//! process that merely ends makes Lambda tell its exit status.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use crate::environment::Environment;

/// What Lambda and the client are told.
const REPORT: &str = r#"{"errorType":"ConfigurationError","errorMessage":"The service is not configured correctly."}"#;

/// Logs `cause` and reports the failed start to Lambda. The process should end then.
pub fn report_failure(environment: &Environment<'_>, cause: &dyn Error) {
    tracing::error!(cause = %cause, "the function can't start");
    let Some(address) = environment.text("AWS_LAMBDA_RUNTIME_API") else {
        return;
    };
    if let Err(error) = post(&address) {
        tracing::error!(cause = %error, "the failed start could not be reported");
    }
}

/// One request over a plain socket: at this moment there may be no runtime to run a client.
fn post(address: &str) -> std::io::Result<()> {
    const TIMEOUT: Duration = Duration::from_secs(1);
    let resolved = address
        .to_socket_addrs()?
        .next()
        .ok_or(std::io::ErrorKind::AddrNotAvailable)?;
    let mut stream = TcpStream::connect_timeout(&resolved, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    write!(
        stream,
        "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: {address}\r\n\
         Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: ConfigurationError\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{REPORT}",
        REPORT.len()
    )?;
    // Waits for the acceptance: the report may be lost if the process ends before.
    stream.read(&mut [0; 64]).map(drop)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;
    use crate::environment::SettingError;

    #[test]
    fn the_report_names_no_cause() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = String::new();
            while !request.ends_with('}') {
                let mut buffer = [0; 1024];
                let length = stream.read(&mut buffer).unwrap();
                assert_ne!(length, 0, "the request ended early: {request}");
                request.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
            }
            stream
                .write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")
                .unwrap();
            request
        });
        let lookup = move |_: &str| Some(address.clone());
        report_failure(
            &Environment::new(&lookup),
            &SettingError::new("AUTH0_DOMAIN", "is missing"),
        );
        let request = server.join().unwrap();
        assert!(
            request.starts_with("POST /2018-06-01/runtime/init/error HTTP/1.1\r\n"),
            "{request}"
        );
        assert!(request.ends_with(REPORT), "{request}");
        assert!(!request.contains("AUTH0_DOMAIN"), "{request}");
    }
}
