use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};
use std::sync::Arc;
use tokio_rustls::TlsConnector;

/// TLS 1.2 or 1.3, trusting the public authorities and those in the PEM file `authority`.
///
/// # Errors
/// A sentence for the console, where the file can't be used.
pub fn connector(authority: Option<&str>) -> Result<TlsConnector, String> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    if let Some(file) = authority {
        let unusable = |error: &dyn std::fmt::Display| format!("the certificates in {file} can't be used: {error}");
        for certificate in CertificateDer::pem_file_iter(file).map_err(|e| unusable(&e))? {
            roots.add(certificate.map_err(|e| unusable(&e))?).map_err(|e| unusable(&e))?;
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
