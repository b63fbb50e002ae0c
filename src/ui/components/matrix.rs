use super::{Glyph, Icon};
use leptos::prelude::*;

/// A table area × level as radio buttons, a group a row.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The radio buttons' name in the form.
    pub name: String,
    pub label: String,
    /// The value that is chosen.
    pub chosen: String,
    /// Each value with its words.
    pub choices: Vec<(String, String)>,
}

/// Rows under a title: Parvis's own areas, then each service's.
#[derive(Clone, Debug)]
pub struct MatrixGroup {
    pub title: String,
    pub hint: Option<String>,
    pub rows: Vec<MatrixRow>,
}

#[component]
pub fn Matrix(
    groups: Vec<MatrixGroup>,
    /// What is wrong, in words.
    error: Option<String>,
) -> impl IntoView {
    let groups = groups.into_iter().map(|group| {
        let rows = group.rows.into_iter().map(|row| view! { <Row row /> }).collect_view();
        view! {
            <div class="matrix-group">
                <h3 class="matrix-title">{group.title}</h3>
                {group.hint.map(|hint| view! { <p class="field-hint">{hint}</p> })}
                {rows}
            </div>
        }
    });
    let described_by = error.as_ref().map(|_| "levels-error");
    view! {
        // The error summary leads here.
        <div class="matrix" id="levels" data-part="table" role="group" aria-labelledby="table" aria-describedby=described_by tabindex="-1">
            {error.map(|error| view! {
                <p class="field-error" id="levels-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            {groups.collect_view()}
        </div>
    }
}

#[component]
fn Row(row: MatrixRow) -> impl IntoView {
    let choices = row.choices.into_iter().map(|(value, label)| {
        let checked = value == row.chosen;
        view! {
            <label class="matrix-choice">
                <input type="radio" name=row.name.clone() value=value checked=checked />
                <span>{label}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class="matrix-row">
            <legend>{row.label}</legend>
            {choices}
        </fieldset>
    }
}
