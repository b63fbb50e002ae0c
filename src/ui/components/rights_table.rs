use crate::wording::Wording;
use leptos::prelude::*;

/// What somebody may do in an area, in words.
#[derive(Clone, Debug)]
pub struct RightLine {
    pub area: String,
    pub level: String,
    /// What the level lets one do.
    pub means: String,
    pub has_any: bool,
    /// Where it comes from.
    pub why: String,
    /// Of an exception: until when, by whom, and what it would be without.
    pub exception: Option<String>,
    /// Where it is changed, for who may; and the link's whole name, for who hears it alone.
    pub edit: Option<(String, String)>,
}

/// A level in each area, and why: one's own or somebody's [S3.16–S3.22].
#[component]
pub fn RightsTable(wording: Wording, caption: String, lines: Vec<RightLine>) -> impl IntoView {
    let change = wording.say("rights-change");
    let is_editable = lines.iter().any(|line| line.edit.is_some());
    let lines = lines.into_iter().map(|line| {
        let tone = if line.has_any { "success" } else { "neutral" };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{line.area}</th>
                <td role="cell" data-column="level">
                    <span class="badge" data-tone=tone data-shape=(!line.has_any).then_some("ring")>{line.level}</span>
                    <span class="me-means">{line.means}</span>
                </td>
                <td role="cell" data-column="why">
                    {line.why}
                    {line.exception.map(|exception| view! { <span class="facts-why">{exception}</span> })}
                </td>
                {is_editable.then(|| view! {
                    <td role="cell">
                        {line.edit.map(|(href, label)| view! {
                            <a class="button" data-size="small" href=href aria-label=label data-dialog>{change.clone()}</a>
                        })}
                    </td>
                })}
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <table class="table me-rights" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{wording.say("me-rights-area")}</th>
                    <th role="columnheader" scope="col">{wording.say("me-rights-level")}</th>
                    <th role="columnheader" scope="col">{wording.say("me-rights-why")}</th>
                    {is_editable.then(|| view! { <th role="columnheader" scope="col">{wording.say("rights-exception")}</th> })}
                </tr>
            </thead>
            <tbody role="rowgroup">{lines}</tbody>
        </table>
    }
}
