//! Files that are written while they are sent: for as long as who takes them may have them.

use super::reader::Reader;
use crate::server::operations::Error;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::{Stream, TryStreamExt};

/// A file of this name, to be saved. Before each piece the reader is looked up anew: who is put out meanwhile, goes into
/// another account or gets other rights has no more of it, and the connection ends so that the file is seen to be cut.
pub fn file<T, E>(
    reader: &Reader,
    kind: &'static str,
    name: &str,
    pieces: impl Stream<Item = Result<T, E>> + Send + 'static,
) -> Response
where
    T: Into<Bytes> + Send + 'static,
    E: Into<Error> + 'static,
{
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    let reader = reader.clone();
    let pieces = pieces.map_err(Into::into).and_then(move |piece| {
        let reader = reader.clone();
        async move { reader.unchanged().await.map(|()| piece) }
    });
    (headers, Body::from_stream(pieces)).into_response()
}
