//! The certificate authorities that the key server's certificate may be from.

use std::path::Path;
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use shared::environment::{Environment, SettingError};

/// Names a file of certificates in PEM form.
const VARIABLE: &str = "SSL_CERT_FILE";

/// The roots of [`VARIABLE`], or Mozilla's, which are built in: reading the system's takes
/// longer than a whole decision.
///
/// # Errors
/// [`SettingError`] when the file can't be read or holds no root.
pub(super) fn from_environment(
    environment: &Environment<'_>,
) -> Result<Arc<RootCertStore>, SettingError> {
    let roots = match environment.text(VARIABLE) {
        Some(path) => of_file(Path::new(&path))?,
        None => RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        },
    };
    Ok(Arc::new(roots))
}

/// A certificate that is not understood is left out, as in the system's own files.
fn of_file(path: &Path) -> Result<RootCertStore, SettingError> {
    let unreadable = |error| {
        SettingError::new(
            VARIABLE,
            format!("names a file that can't be read as PEM: {error}"),
        )
    };
    let certificates: Vec<_> = CertificateDer::pem_file_iter(path)
        .map_err(unreadable)?
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(certificates);
    if added == 0 {
        return Err(SettingError::new(
            VARIABLE,
            "names a file without certificates; leave it out to use the built-in roots",
        ));
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: Option<&str>) -> Result<Arc<RootCertStore>, SettingError> {
        let path = path.map(str::to_owned);
        from_environment(&Environment::new(&move |_| path.clone()))
    }

    #[test]
    fn the_built_in_roots_serve_where_no_file_is_named() {
        assert!(read(None).unwrap().len() > 100);
    }

    #[test]
    fn a_file_that_gives_no_root_stops_the_start() {
        for (path, problem) in [
            ("/nowhere.pem", "can't be read"),
            (
                concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
                "without certificates",
            ),
        ] {
            let error = read(Some(path)).unwrap_err();
            assert_eq!(error.variable, "SSL_CERT_FILE");
            assert!(error.problem.contains(problem), "{error}");
        }
    }
}
