use super::{UserRow, bulk_bar::SelectBox};
use crate::{
    domain::user::UserState,
    ui::components::{Breaking, Glyph, Icon, VerbMenu},
    wording::Wording,
};
use leptos::prelude::*;

/// Departments that are named; of more, how many there are.
pub const SHOWN: usize = 2;

/// What every row says.
#[derive(Clone, Debug)]
pub struct Words {
    pub you: String,
    pub details: String,
    pub never: String,
    /// Shown where the row has left the list while one reads it.
    pub gone: String,
}

/// Somebody in the list; one's own row has no details, since `/me` has them [S1.23].
#[component]
pub fn Row(
    wording: Wording,
    row: UserRow,
    /// Many can be chosen: there is a box.
    selects: bool,
    words: Words,
    /// How many departments aren't named, in words.
    more_departments: Option<String>,
) -> impl IntoView {
    let Words { you, details, never, gone } = words;
    let select = selects.then(|| view! { <td role="cell" data-column="select"><SelectBox row=row.clone() /></td> });
    let (tone, shape) = match (row.state, row.tone) {
        (UserState::Active, _) => ("success", None),
        (UserState::Inactive | UserState::Deleted, _) => ("neutral", None),
        (UserState::Invited, "danger") => ("danger", Some("ring")),
        (UserState::Invited, _) => ("warning", Some("ring")),
    };
    let (shown, below) = if row.name.is_empty() { (row.email, None) } else { (row.name, Some(row.email)) };
    let link = if row.is_own {
        view! { <a class="user-details" role="link" aria-disabled="true">{details}</a> }.into_any()
    } else {
        view! {
            <a class="user-details" href=format!("/users/{}", row.id) aria-label=row.details_label>
                {details}
                <Glyph icon=Icon::ChevronRight size="small" />
            </a>
        }
        .into_any()
    };
    let menu = view! { <VerbMenu wording id=row.id name=shown.clone() verbs=row.verbs compact=true /> };
    let departments = row.departments.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let departments = (!departments.is_empty()).then(|| match more_departments {
        Some(more) => format!("{departments} {more}"),
        None => departments,
    });
    let signed_in = match row.state {
        UserState::Invited => row.signed_in,
        _ => Some(row.signed_in.unwrap_or(never)),
    };
    view! {
        <tr role="row" data-key=row.id.to_string()>
            {select}
            <td role="cell" data-column="who">
                <div class="user">
                    <span class="avatar" aria-hidden="true" data-tone=(row.state != UserState::Active).then_some("neutral")>
                        {row.initials}
                    </span>
                    <div class="user-text">
                        <span class="user-name"><Breaking text=shown /></span>
                        " "
                        {row.is_own.then(|| view! { <span class="badge" data-tone="info" data-shape="plain">{you}</span> })}
                        {below.map(|email| view! { <span class="user-address"><Breaking text=email /></span> })}
                    </div>
                </div>
            </td>
            <td role="cell" data-column="role">
                {row.role}
                " "
                {departments.map(|departments| view! { <span class="user-departments">{departments}</span> })}
            </td>
            <td role="cell" data-column="state">
                <div class="user-state">
                    <span class="badge" data-tone=tone data-shape=shape>{row.state_label}</span>
                    {row.fact.map(|fact| view! { <span class="user-fact" data-tone=row.tone>{fact}</span> })}
                    <span class="user-gone">{gone}</span>
                </div>
            </td>
            <td role="cell" data-column="signed-in">{signed_in}</td>
            <td role="cell" data-column="details"><div class="user-ways">{link}{menu}</div></td>
        </tr>
    }
}
