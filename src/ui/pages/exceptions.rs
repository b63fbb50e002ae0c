use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, Select, TextInput},
    wording::Wording,
};
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

/// Somebody's level in each area, and why [S3.16, S3.21, S3.22].
#[component]
pub fn UserRightsPage(
    wording: Wording,
    name: String,
    /// The person's page.
    details: String,
    role: String,
    lines: Vec<RightLine>,
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
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
        <div class="page">
            <a class="page-back" href=details><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            {done.map(|title| view! { <div class="page-done" role="status"><Alert tone="success" icon=Icon::Check title /></div> })}
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("rights-title", &[("name", name.as_str().into())])}</h1>
                <p class="page-lead">{wording.say_with("rights-lead", &[("role", role.into())])}</p>
            </header>
            <table class="table me-rights" role="table">
                <caption class="visually-hidden">{wording.say("rights-caption")}</caption>
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
        </div>
    }
}

/// An exception as its form stands.
#[derive(Clone, Debug)]
pub struct ExceptionForm {
    /// The person's rights.
    pub back: String,
    pub action: String,
    pub title: String,
    /// What there is without an exception.
    pub inherited: String,
    /// Each level that may be given, with its words.
    pub levels: Vec<(String, String)>,
    pub level: String,
    pub ends_on: String,
}

/// A level in one area that wins over the roles, or none of its own.
#[component]
pub fn ExceptionPage(wording: Wording, form: ExceptionForm, errors: FieldErrors) -> impl IntoView {
    let level =
        Field::new("level", wording.say("rights-exception-level"), &form.level).error(&wording, errors.get("level"));
    let ends_on = Field::new("ends_on", wording.say("rights-exception-ends-on"), &form.ends_on)
        .hint(wording.say("rights-exception-ends-on-hint"))
        .error(&wording, errors.get("ends_on"));
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=form.back.clone()><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("rights-back")}</a>
            <ErrorSummary wording=wording.clone() errors />
            <section class="stack" data-part="confirm">
                <h1 class="dialog-title" id="confirm-title">{form.title}</h1>
                <div class="stack" data-gap="small" id="confirm-text">
                    <p>{form.inherited}</p>
                    <p class="muted">{wording.say("rights-exception-text")}</p>
                </div>
                <form class="stack" method="post" action=form.action>
                    <Select field=level options=form.levels none=wording.say("rights-exception-none") />
                    <TextInput field=ends_on kind="date" autocomplete="off" required=false />
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                        <a class="button" data-variant="quiet" href=form.back data-close>{wording.say("cancel")}</a>
                    </div>
                </form>
            </section>
        </div>
    }
}
