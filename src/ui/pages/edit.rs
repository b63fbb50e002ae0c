use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, LanguageSelect, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// The form as it stands.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub notification_email: String,
    pub phone: String,
    pub language: String,
    /// Of the person as shown.
    pub version: String,
}

/// What becomes of the sign-in address.
#[derive(Clone, Debug)]
pub enum SignInAddress {
    /// It is a field of the form: nobody has signed in with it yet.
    Field,
    /// It is shown; another takes a page of its own, where the reader may go there.
    Shown { change: Option<String> },
}

/// A field in which what was saved meanwhile and what was typed differ.
#[derive(Clone, Debug)]
pub struct Difference {
    pub field: String,
    pub theirs: String,
    pub mine: String,
}

/// Edits what is known about somebody [S3.12]. With what somebody else has saved meanwhile beside it, where there is
/// such.
#[component]
pub fn EditPage(
    wording: Wording,
    /// Where the person's details are.
    details: String,
    name: String,
    action: String,
    typed: Typed,
    address: SignInAddress,
    /// Names can be left out as long as the person hasn't joined.
    names_required: bool,
    differences: Vec<Difference>,
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let optional = |name, key: &str, value: &str| {
        let mut field = field(name, key, value);
        field.label = wording.say_with("field-optional", &[("field", field.label.into())]);
        field
    };
    let named = |name, key: &str, value: &str| {
        if names_required { field(name, key, value) } else { optional(name, key, value) }
    };
    let first = named("first_name", "field-first-name", &typed.first_name);
    let last = named("last_name", "field-last-name", &typed.last_name);
    let notices = optional("notification_email", "field-notification-email", &typed.notification_email)
        .hint(wording.say("edit-notification-hint"));
    let phone = optional("phone", "field-phone", &typed.phone);
    let language = field("language", "field-language", &typed.language);
    let sign_in = match address {
        SignInAddress::Field => {
            let field = field("email", "details-email", &typed.email).hint(wording.say("edit-email-hint"));
            view! { <TextInput field autocomplete="off" kind="email" /> }.into_any()
        }
        SignInAddress::Shown { change } => view! {
            <div class="field">
                <p class="field-label">{wording.say("details-email")}</p>
                <p class="break">{typed.email.clone()}</p>
                {change.map(|href| view! { <p class="field-hint"><a href=href>{wording.say("edit-change-email")}</a></p> })}
            </div>
        }
        .into_any(),
    };
    let save = if differences.is_empty() { "edit-save" } else { "edit-save-over" };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details.clone()><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <ErrorSummary wording=wording.clone() errors />
            <section class="stack" data-part="confirm">
                <h1 class="dialog-title" id="confirm-title">{wording.say_with("edit-title", &[("name", name.into())])}</h1>
                <Conflict wording=wording.clone() differences />
                <form class="stack" method="post" action=action>
                    <input type="hidden" name="version" value=typed.version />
                    <div class="field-pair">
                        <TextInput field=first autocomplete="off" required=names_required />
                        <TextInput field=last autocomplete="off" required=names_required />
                    </div>
                    {sign_in}
                    <TextInput field=notices autocomplete="off" kind="email" required=false />
                    <div class="field-pair">
                        <TextInput field=phone autocomplete="off" kind="tel" required=false />
                        <LanguageSelect wording=wording.clone() field=language />
                    </div>
                    <div class="actions">
                        <a class="button" href=details data-close>{wording.say("cancel")}</a>
                        <button class="button" data-variant="primary" type="submit">{wording.say(save)}</button>
                    </div>
                </form>
            </section>
        </div>
    }
}

/// Both versions, field by field: saving again is then done knowingly.
#[component]
fn Conflict(wording: Wording, differences: Vec<Difference>) -> impl IntoView {
    (!differences.is_empty()).then(|| {
        let rows = differences.into_iter().map(|difference| {
            view! {
                <tr>
                    <th scope="row">{difference.field}</th>
                    <td>{difference.theirs}</td>
                    <td>{difference.mine}</td>
                </tr>
            }
        });
        let text = wording.say("edit-conflict-text");
        view! {
            <div role="alert">
                <Alert tone="warning" icon=Icon::Alert title=wording.say("edit-conflict-title")>
                    <p>{text}</p>
                </Alert>
            </div>
            <table class="table" data-layout="compare">
                <caption class="visually-hidden">{wording.say("edit-conflict-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{wording.say("edit-conflict-field")}</th>
                        <th scope="col">{wording.say("edit-conflict-theirs")}</th>
                        <th scope="col">{wording.say("edit-conflict-mine")}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}
