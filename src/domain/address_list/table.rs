//! Which lines are rows of a table, and which is its header: their cells are columns then, not failed addresses.

use super::name;
use super::token::{Kind, Token};

/// How a line is cut: by its strongest separator (a tab before a semicolon before a comma).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub separator: Option<Kind>,
    pub cells: usize,
    /// Cells that hold something meant as an address.
    pub addressed: usize,
    /// Cells that hold anything.
    pub filled: usize,
}

impl Shape {
    pub fn of(tokens: &[Token<'_>]) -> Self {
        let separator = strongest(tokens);
        let mut shape = Self { separator, cells: 0, addressed: 0, filled: 0 };
        for cell in tokens.split(|token| Some(token.kind) == separator) {
            shape.cells += 1;
            shape.addressed += usize::from(cell.iter().any(Token::has_candidate));
            shape.filled += usize::from(cell.iter().any(|token| !token.kind.is_separator()));
        }
        shape
    }

    fn is_cut_as(self, other: Self) -> bool {
        self.separator == other.separator && self.cells == other.cells
    }

    /// Two neighbours of at least three cells, each with addresses and more: a table without a header.
    fn makes_table_with(self, next: Self) -> bool {
        let is_row = |shape: Self| shape.addressed > 0 && shape.addressed < shape.filled;
        self.cells >= 3 && self.is_cut_as(next) && is_row(self) && is_row(next)
    }
}

/// The separator that cuts a line first.
pub fn strongest(tokens: &[Token<'_>]) -> Option<Kind> {
    [Kind::Tab, Kind::Semicolon, Kind::Comma].into_iter().find(|kind| tokens.iter().any(|token| token.kind == *kind))
}

/// The columns in which a header says that names stand, counted from 0.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns {
    pub whole: Option<usize>,
    pub given: Option<usize>,
    pub family: Option<usize>,
}

/// What is known of the table at a line.
#[derive(Default)]
pub struct Table {
    shape: Option<Shape>,
    columns: Option<Columns>,
}

impl Table {
    /// Goes on to a line, `next` being the shape of the one after it. Says whether it is a row, and with which columns.
    pub fn row(&mut self, shape: Shape, next: Option<Shape>) -> Option<Columns> {
        if self.shape.is_some_and(|table| table.is_cut_as(shape)) {
            return Some(self.columns.unwrap_or_default());
        }
        if next.is_some_and(|next| shape.makes_table_with(next)) {
            *self = Self { shape: Some(shape), columns: None };
            return Some(Columns::default());
        }
        None
    }

    /// Whether the first line is a header, given the cells' texts and the next line's shape. It is when it names a
    /// column of addresses, or when it is cut as the row below it and holds nothing like `anna.martin`.
    pub fn header(&mut self, shape: Shape, cells: &[&str], next: Option<Shape>) -> bool {
        let Some(next) = next.filter(|next| shape.addressed == 0 && next.addressed > 0) else {
            return false;
        };
        let words: Vec<String> =
            cells.iter().map(|cell| cell.trim_matches(['"', ' ', ':', '*']).to_lowercase()).collect();
        if words.iter().any(|word| name::is_like_login(word)) {
            return false;
        }
        let is_cut_alike = shape.is_cut_as(next);
        let is_row_below = is_cut_alike && (shape.separator == Some(Kind::Tab) && shape.cells >= 2 || shape.cells >= 3);
        if !is_row_below && !words.iter().any(|word| is_address_column(word)) {
            return false;
        }
        if is_cut_alike && shape.cells >= 2 {
            let position = |known: &[&str]| words.iter().position(|word| known.contains(&word.as_str()));
            let columns = Columns { whole: position(WHOLE), given: position(GIVEN), family: position(FAMILY) };
            *self = Self { shape: Some(shape), columns: Some(columns) };
        }
        true
    }
}

fn is_address_column(word: &str) -> bool {
    word.split_whitespace().count() <= 4
        && ["mail", "courriel", "correo", "adres", "address", "indirizzo"].iter().any(|part| word.contains(part))
}

const WHOLE: &[&str] = &[
    "display name",
    "full name",
    "nom complet",
    "nom et prénom",
    "nombre completo",
    "nome completo",
    "prénom et nom",
    "imię i nazwisko",
    "volledige naam",
    "vollständiger name",
];
const GIVEN: &[&str] =
    &["first name", "firstname", "given name", "imię", "nombre", "nome", "prenom", "prénom", "voornaam", "vorname"];
const FAMILY: &[&str] = &[
    "achternaam",
    "apellido",
    "apellidos",
    "cognome",
    "familienname",
    "family name",
    "last name",
    "lastname",
    "naam",
    "nachname",
    "name",
    "nazwisko",
    "nom",
    "nom de famille",
    "surname",
];
