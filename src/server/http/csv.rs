//! CSV files, written while they are sent.

use super::reader::Reader;
use crate::server::operations::Error;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, TryStreamExt};

/// A page of rows, a text a cell.
pub type Page = Vec<Vec<String>>;

/// A file with today's date in its name, written while it is sent: the header, then the rows, page by page.
pub fn file<E: Into<Error> + 'static>(
    reader: &Reader,
    name: &str,
    header: Vec<String>,
    pages: impl Stream<Item = Result<Page, E>> + Send + 'static,
) -> Response {
    let wording = reader.wording.clone();
    let first = futures::stream::once(async move { Ok(vec![header]) });
    let chunks = first
        .chain(pages.map_err(Into::into))
        .enumerate()
        .map(move |(number, page): (_, Result<Page, Error>)| page.map(|page| wording.csv(number == 0, &page)));
    (headers(reader, name), Body::from_stream(chunks)).into_response()
}

fn headers(reader: &Reader, name: &str) -> HeaderMap {
    let day = reader.wording.iso_day(reader.app.clock.now());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}-{day}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers
}
