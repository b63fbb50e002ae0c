//! The list as a CSV file, streamed.

use super::users::query_of;
use crate::{
    domain::{csv::neutral, import::Column, language::Language},
    server::{
        http::reader::Reader,
        operations::{
            Error,
            export_users::{self, Export},
        },
        store::users::ExportedUser,
    },
    wording::Wording,
};
use axum::{
    body::Body,
    extract::RawQuery,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::Stream;

/// What an import reads back, and after it what only a reader cares for.
const COLUMNS: [Column; 9] = [
    Column::Email,
    Column::FirstName,
    Column::LastName,
    Column::Role,
    Column::Department,
    Column::DepartmentRole,
    Column::Language,
    Column::Phone,
    Column::NotificationEmail,
];

pub async fn users(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = query_of(&format!("/users?{}", query.unwrap_or_default()));
    let export = export_users::begin(&reader.app, &reader.visit, reader.actor()?, &query).await?;
    let name = reader.wording.say("export-file");
    let headers = file_headers(&reader, &name);
    Ok((headers, Body::from_stream(lines(reader.wording.clone(), export))).into_response())
}

/// Of a CSV file to keep, with today's date in its name.
pub fn file_headers(reader: &Reader, name: &str) -> HeaderMap {
    let day = reader.wording.iso_day(reader.app.clock.now());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}-{day}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers
}

/// One chunk a page of rows, the header before the first.
fn lines(wording: Wording, export: Export) -> impl Stream<Item = Result<Vec<u8>, Error>> {
    futures::stream::try_unfold((wording, export, true), |(wording, mut export, is_first)| async move {
        let mut rows = Rows::new(&wording, is_first);
        if is_first {
            let own = COLUMNS.iter().map(|column| wording.say(&format!("column-{}", column.as_str())));
            let more = ["export-state", "export-invited", "export-signed-in"].map(|key| wording.say(key));
            rows.write(own.chain(more));
        }
        match export.next().await? {
            Some(users) => {
                for user in &users {
                    rows.write(cells(&wording, user).into_iter());
                }
                Ok(Some((rows.bytes(), (wording, export, false))))
            }
            None if is_first => Ok(Some((rows.bytes(), (wording, export, false)))),
            None => Ok(None),
        }
    })
}

fn cells(wording: &Wording, user: &ExportedUser) -> [String; 12] {
    let departments: Vec<&str> = user.departments.iter().map(|(name, _)| name.as_str()).collect();
    let role = user.departments.first().map(|(_, role)| wording.department_role(*role));
    let day = |at: Option<_>| at.map(|at| wording.iso_day(at)).unwrap_or_default();
    [
        user.email.clone(),
        user.first_name.clone(),
        user.last_name.clone(),
        wording.role(user.role.kind, &user.role.name),
        departments.join(" | "),
        role.unwrap_or_default(),
        user.language.code().to_owned(),
        user.phone.clone(),
        user.notification_email.clone().unwrap_or_default(),
        wording.state(user.state),
        day(user.invited_at),
        day(user.signed_in_at),
    ]
}

/// Lines of a CSV file as the reader's spreadsheet opens it: the separator is the language's, UTF-8 is marked, and no
/// cell is a formula.
pub struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    #[must_use]
    pub fn new(wording: &Wording, is_first: bool) -> Self {
        let mark: &[u8] = if is_first { b"\xEF\xBB\xBF" } else { b"" };
        // Where a comma parts whole numbers from fractions, spreadsheets cut cells by semicolons.
        let separator = if wording.spoken() == Language::En { b',' } else { b';' };
        let writer =
            csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(mark.to_vec());
        Self(writer)
    }

    pub fn write(&mut self, cells: impl Iterator<Item = String>) {
        // A Vec takes whatever is written, and lines of one file are as long as each other.
        let _ = self.0.write_record(cells.map(|cell| neutral(&cell).into_owned()));
    }

    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
