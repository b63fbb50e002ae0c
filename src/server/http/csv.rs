//! CSV files, written while they are sent.

use super::{download, reader::Reader};
use crate::{domain::export::Format, server::operations::Error};
use axum::response::Response;
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
    let name = format!("{name}-{}.csv", wording.iso_day(reader.app.clock.now()));
    let first = futures::stream::once(async move { Ok(vec![header]) });
    let chunks = first
        .chain(pages.map_err(Into::into))
        .enumerate()
        .map(move |(number, page): (_, Result<Page, Error>)| page.map(|page| wording.csv(number == 0, &page)));
    download::file(reader, Format::Csv.media_type(), &name, chunks)
}
