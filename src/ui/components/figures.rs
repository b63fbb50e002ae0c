use leptos::prelude::*;

/// The same figures to read. The first cell of a row is its name.
#[derive(Clone, Debug)]
pub struct Figures {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Figures in a table, which scrolls by itself where it is wider than the page.
#[component]
pub fn FigureTable(caption: String, figures: Figures) -> impl IntoView {
    let head = figures.head.into_iter().map(|name| view! { <th scope="col">{name}</th> });
    let rows = figures.rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let name = cells.next();
        let cells = cells.map(|cell| view! { <td>{cell}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    let label = caption.clone();
    view! {
        <div class="figure-table" role="region" aria-label=label tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What stands out at the top: a name, a number, and a word on it.
#[derive(Clone, Debug)]
pub struct Figure {
    pub label: String,
    pub value: String,
    pub note: Option<String>,
}

#[component]
pub fn FigureList(figures: Vec<Figure>) -> impl IntoView {
    let figures = figures.into_iter().map(|Figure { label, value, note }| {
        let kind = value.contains(char::is_alphabetic).then_some("words");
        view! {
            <div class="figure">
                <dt class="figure-label">{label}</dt>
                <dd class="figure-value" data-kind=kind>
                    {value} {note.map(|note| view! { " "<span class="figure-note">{note}</span> })}
                </dd>
            </div>
        }
    });
    view! { <dl class="figures">{figures.collect_view()}</dl> }
}
