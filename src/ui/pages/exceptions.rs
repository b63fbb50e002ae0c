use crate::{
    domain::form::FieldErrors,
    ui::components::{Done, ErrorSummary, Field, Glyph, Icon, RightLine, RightsTable, Select, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

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
    view! {
        <div class="page">
            <a class="page-back" href=details><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("rights-title", &[("name", name.as_str().into())])}</h1>
                <p class="page-lead">{wording.say_with("rights-lead", &[("role", role.into())])}</p>
            </header>
            <RightsTable caption=wording.say("rights-caption") wording lines />
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
    /// The exception that there is, or that there is none.
    pub present: String,
    /// The same as the form sends it back.
    pub shown: String,
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
                    <p id="shown" tabindex="-1">{form.present}</p>
                    <p class="muted">{wording.say("rights-exception-text")}</p>
                </div>
                <form class="stack" method="post" action=form.action>
                    <input type="hidden" name="shown" value=form.shown />
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
