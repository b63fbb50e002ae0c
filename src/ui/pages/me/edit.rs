use crate::{
    domain::form::FieldErrors,
    server::operations::me::ProfileForm,
    ui::components::{Alert, ErrorSummary, Field, FieldFrame, Glyph, Icon, LanguageSelect, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// Changes what one is called and how one is reached.
#[component]
pub fn EditPage(
    wording: Wording,
    typed: ProfileForm,
    /// What somebody else has saved since it was shown.
    meanwhile: Option<ProfileForm>,
    errors: FieldErrors,
) -> impl IntoView {
    let saved = |of: fn(&ProfileForm) -> &String| {
        let there = meanwhile.as_ref().map(of).filter(|there| *there != of(&typed))?;
        let value = if there.is_empty() { wording.say("me-none") } else { there.clone() };
        Some(wording.say_with("me-edit-meanwhile", &[("value", value.into())]))
    };
    let field = |name, key: &str, of: fn(&ProfileForm) -> &String, hint: Option<&str>| {
        let field = Field::new(name, wording.say(key), of(&typed)).error(&wording, errors.get(name));
        match saved(of).or_else(|| hint.map(|key| wording.say(key))) {
            Some(hint) => field.hint(hint),
            None => field,
        }
    };
    let first = field("first_name", "field-first-name", |form| &form.first_name, None);
    let last = field("last_name", "field-last-name", |form| &form.last_name, None);
    let phone = field("phone", "field-phone", |form| &form.phone, Some("me-optional"));
    let language = field("language", "field-language", |form| &form.language, Some("me-language-hint"));
    let notices = field(
        "notification_email",
        "field-notification-email",
        |form| &form.notification_email,
        Some("me-notification-email-hint"),
    );
    let conflict = meanwhile.is_some().then(|| {
        let (title, text) = (wording.say("me-edit-conflict-title"), wording.say("me-edit-conflict-text"));
        view! { <div role="alert"><Alert tone="warning" icon=Icon::Alert title><p>{text}</p></Alert></div> }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/me"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("me-title")}</a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <header class="page-header"><h1 class="page-title">{wording.say("me-edit-title")}</h1></header>
            <form class="stack" method="post" action="/me/edit">
                {conflict}
                <input type="hidden" name="version" value=typed.version.clone() />
                <div class="field-pair">
                    <TextInput field=first autocomplete="given-name" />
                    <TextInput field=last autocomplete="family-name" />
                </div>
                <Optional field=phone kind="tel" autocomplete="tel" />
                <LanguageSelect wording=wording.clone() field=language />
                <Optional field=notices kind="email" autocomplete="email" />
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("me-save")}</button>
                    <a class="button" data-variant="quiet" data-size="large" href="/me">{wording.say("cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// One line that may stay empty.
#[component]
fn Optional(field: Field, kind: &'static str, autocomplete: &'static str) -> impl IntoView {
    let (name, value) = (field.name, field.value.clone());
    let (described_by, invalid) = (field.described_by(), field.invalid());
    view! {
        <FieldFrame field>
            <input
                class="input"
                type=kind
                id=name
                name=name
                value=value
                autocomplete=autocomplete
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </FieldFrame>
    }
}
