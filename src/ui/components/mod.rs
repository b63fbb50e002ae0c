//! Props in, events out.

mod glyph;
mod icon;

#[cfg(feature = "ssr")]
mod alert;
#[cfg(feature = "ssr")]
mod breaking;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod confirm;
#[cfg(feature = "ssr")]
mod done;
#[cfg(feature = "ssr")]
mod error_summary;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
mod figures;
#[cfg(feature = "ssr")]
mod history_list;
#[cfg(feature = "ssr")]
mod language_select;
#[cfg(feature = "ssr")]
mod locked;
#[cfg(feature = "ssr")]
mod matrix;
#[cfg(feature = "ssr")]
mod new_password;
#[cfg(feature = "ssr")]
mod pagination;
#[cfg(feature = "ssr")]
mod password_input;
#[cfg(feature = "ssr")]
mod people_table;
#[cfg(feature = "ssr")]
mod periods;
#[cfg(feature = "ssr")]
mod place_fields;
#[cfg(feature = "ssr")]
mod rights_table;
#[cfg(feature = "ssr")]
mod search_form;
#[cfg(feature = "ssr")]
mod select;
#[cfg(feature = "ssr")]
mod tally;
#[cfg(feature = "ssr")]
mod text_area;
#[cfg(feature = "ssr")]
mod tick;
#[cfg(feature = "ssr")]
mod verb_menu;

pub use glyph::{Glyph, Mark};
pub use icon::Icon;

#[cfg(feature = "ssr")]
pub use {
    alert::Alert,
    breaking::breaking,
    chart::{Chart, ChartFigure, Layout, Limit, Mark, Series},
    confirm::Confirm,
    done::Done,
    error_summary::ErrorSummary,
    field::{Field, FieldFrame, TextInput},
    figures::{Figure, FigureList, FigureTable, Figures},
    glyph::icon_markup,
    history_list::{HistoryDay, HistoryLine, HistoryList, Links},
    language_select::LanguageSelect,
    locked::Locked,
    matrix::{Matrix, MatrixGroup, MatrixRow},
    new_password::NewPassword,
    pagination::{PageLink, Pagination},
    password_input::PasswordInput,
    people_table::{PeopleTable, PersonRow},
    periods::Periods,
    place_fields::{PlaceFields, Places},
    rights_table::{RightLine, RightsTable},
    search_form::SearchForm,
    select::Select,
    tally::Tally,
    text_area::TextArea,
    tick::Tick,
    verb_menu::{VerbMenu, VerbWords, verb_menu},
};
