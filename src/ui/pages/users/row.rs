//! A row of the list. It is put together as text, since it stands fifty times on the page that is asked for most: as
//! views, the rows took more time than all else of it.

use super::UserRow;
use crate::{
    domain::user::UserState,
    ui::components::{Icon, VerbWords, breaking, icon_markup, verb_menu},
};
use maud::{Markup, html};

/// Departments that are named; of more, how many there are.
pub const SHOWN: usize = 2;

/// What every row says.
pub struct Words {
    pub you: String,
    pub details: String,
    pub never: String,
    /// Shown where the row has left the list while one reads it.
    pub gone: String,
    pub verbs: VerbWords,
}

/// Somebody in the list; one's own row has no details, since `/me` has them [S1.23].
pub fn row(
    row: &UserRow,
    words: &Words,
    // Many can be chosen: there is a box.
    selects: bool,
    // How many departments aren't named, in words.
    more_departments: Option<&str>,
) -> Markup {
    let (tone, shape) = match (row.state, row.tone) {
        (UserState::Active, _) => ("success", None),
        (UserState::Inactive | UserState::Deleted, _) => ("neutral", None),
        (UserState::Invited, "danger") => ("danger", Some("ring")),
        (UserState::Invited, _) => ("warning", Some("ring")),
    };
    let is_quiet = (row.state != UserState::Active).then_some("neutral");
    let (shown, below) = if row.name.is_empty() { (&row.email, None) } else { (&row.name, Some(&row.email)) };
    let departments = &row.departments[..row.departments.len().min(SHOWN)];
    let signed_in = match row.state {
        UserState::Invited => row.signed_in.as_ref(),
        _ => Some(row.signed_in.as_ref().unwrap_or(&words.never)),
    };
    html! {
        tr role="row" data-key=(row.id) {
            @if selects {
                td role="cell" data-column="select" {
                    @if !row.is_own { (select_box(row)) }
                }
            }
            th role="rowheader" scope="row" data-column="who" {
                div class="user" {
                    span class="avatar" aria-hidden="true" data-tone=[is_quiet] { (row.initials) }
                    div class="user-text" {
                        span class="user-name" { (breaking(shown)) }
                        " "
                        @if row.is_own { span class="badge" data-tone="info" data-shape="plain" { (words.you) } }
                        @if let Some(email) = below { span class="user-address" { (breaking(email)) } }
                    }
                }
            }
            td role="cell" data-column="role" {
                (row.role)
                " "
                @if !departments.is_empty() {
                    span class="user-departments" {
                        (departments.join(", "))
                        @if let Some(more) = more_departments { " " (more) }
                    }
                }
            }
            td role="cell" data-column="state" {
                div class="user-state" {
                    span class="badge" data-tone=(tone) data-shape=[shape] { (row.state_label) }
                    @if let Some(fact) = &row.fact {
                        span class="user-fact" data-tone=(row.tone) title=[&row.deadline] {
                            (fact)
                            // What shows where the pointer rests, for whoever has none.
                            @if let Some(deadline) = &row.deadline { span class="visually-hidden" { ", " (deadline) } }
                        }
                    }
                    span class="user-gone" { (words.gone) }
                }
            }
            td role="cell" data-column="signed-in" { @if let Some(day) = signed_in { (day) } }
            td role="cell" data-column="details" {
                div class="user-ways" {
                    @if row.is_own {
                        a class="user-details" role="link" aria-disabled="true" { (words.details) }
                    } @else {
                        a class="user-details" href={ "/users/" (row.id) } aria-label=(row.details_label) {
                            (words.details)
                            (icon_markup(Icon::ChevronRight, Some("small")))
                        }
                    }
                    (verb_menu(&words.verbs, row.id, shown, &row.verbs, true))
                }
            }
        }
    }
}

fn select_box(row: &UserRow) -> Markup {
    html! {
        label class="select-box" {
            input type="checkbox" name="user" value=(row.id) form="bulk";
            span class="visually-hidden" { (row.select_label) }
        }
    }
}
