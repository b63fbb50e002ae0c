use leptos::prelude::*;

/// Somebody, and what there is to say of them.
pub struct PersonRow {
    /// Where there is more about the person; nothing of who is gone.
    pub href: Option<String>,
    pub name: String,
    pub email: String,
    /// Each with its column, as the style knows it.
    pub cells: Vec<(&'static str, AnyView)>,
}

/// People, a row each. On a phone a row is a block, so that each element says what it is in the table.
#[component]
pub fn PeopleTable(
    caption: String,
    /// What each column is called, that of the people first.
    columns: Vec<String>,
    rows: Vec<PersonRow>,
) -> impl IntoView {
    let head = columns.into_iter().map(|name| view! { <th role="columnheader" scope="col">{name}</th> });
    let rows = rows.into_iter().map(|row| {
        let name = match row.href {
            Some(href) => view! { <a href=href>{row.name}</a> }.into_any(),
            None => view! { <span class="muted">{row.name}</span> }.into_any(),
        };
        let cells =
            row.cells.into_iter().map(|(column, cell)| view! { <td role="cell" data-column=column>{cell}</td> });
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}<span class="facts-why">{row.email}</span></th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <table class="table me-rights" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}
