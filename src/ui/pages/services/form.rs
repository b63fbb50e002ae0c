use crate::{
    domain::{form::FieldErrors, text::ServiceAreaName},
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, TextInput, Tick},
    wording::Wording,
};
use leptos::prelude::*;

/// The form of a service, as it stands.
#[derive(Clone, Debug)]
pub struct ServiceForm {
    /// Where it is sent.
    pub action: String,
    pub title: String,
    pub name: String,
    pub url: String,
    pub for_all: bool,
    pub caps_admins: bool,
    /// The id of each, empty for a new one, and its name.
    pub areas: Vec<(String, String)>,
    /// The id and the name of each of the account, and whether its people have it.
    pub departments: Vec<(String, String, bool)>,
    pub version: String,
    /// Where "Annuler" leads.
    pub back: (String, String),
    /// Somebody else has saved meanwhile: what there is now, in words.
    pub theirs: Option<String>,
}

#[component]
pub fn ServiceFormPage(wording: Wording, form: ServiceForm, errors: FieldErrors) -> impl IntoView {
    let name = Field::new("name", wording.say("field-name"), &form.name).error(&wording, errors.get("name"));
    let url = Field::new("url", wording.say("services-url"), &form.url)
        .hint(wording.say("services-url-hint"))
        .error(&wording, errors.get("url"));
    let for_all_error = errors.get("for_all").map(|problem| wording.problem("for_all", problem));
    let caps_error = errors.get("caps_admins").map(|problem| wording.problem("caps_admins", problem));
    let areas_error = errors.get("areas").map(|problem| wording.problem("areas", problem));
    let (back, there) = form.back;
    let mut departments_error = errors.get("departments").map(|problem| wording.problem("departments", problem));
    let ticks = form.departments.into_iter().enumerate().map(|(n, (id, name, checked))| {
        let error = if n == 0 { departments_error.take() } else { None };
        view! { <Tick name="departments" value=id title=name checked error is_first=n == 0 /> }
    });
    let ticks: Vec<_> = ticks.collect();
    let departments = (!ticks.is_empty()).then(|| {
        view! {
            <fieldset class="choices">
                <legend class="field-label">{wording.say("services-departments")}</legend>
                {ticks}
            </fieldset>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=back.clone()><Glyph icon=Icon::ChevronLeft size="small" />{there}</a>
            <ErrorSummary wording=wording.clone() errors />
            <header class="page-header"><h1 class="page-title">{form.title}</h1></header>
            {form.theirs.map(|theirs| view! {
                <Alert tone="warning" icon=Icon::Alert title=wording.say("services-conflict")><p>{theirs}</p></Alert>
            })}
            <form class="stack" data-gap="large" method="post" action=form.action>
                // Enter in a field saves; it is the first button that counts for it.
                <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">{wording.say("named-save")}</button>
                <input type="hidden" name="version" value=form.version />
                <TextInput field=name autocomplete="off" />
                <TextInput field=url autocomplete="off" kind="url" required=false />
                <Areas wording=wording.clone() areas=form.areas error=areas_error />
                <Tick
                    name="for_all"
                    value="yes".to_owned()
                    title=wording.say("services-for-all")
                    text=Some(wording.say("services-for-all-text"))
                    checked=form.for_all
                    error=for_all_error
                />
                {departments}
                <Tick
                    name="caps_admins"
                    value="yes".to_owned()
                    title=wording.say("services-caps")
                    text=Some(wording.say("services-caps-text"))
                    checked=form.caps_admins
                    error=caps_error
                />
                <div class="actions">
                    <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                    <a class="button" data-variant="quiet" href=back>{wording.say("cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// A line an area, which keeps its id under another name, and an empty one to add.
#[component]
fn Areas(
    wording: Wording,
    areas: Vec<(String, String)>,
    /// What is wrong, in words.
    error: Option<String>,
) -> impl IntoView {
    let described_by = if error.is_some() { "areas-hint areas-error" } else { "areas-hint" };
    let invalid = error.as_ref().map(|_| "true");
    let last = areas.len();
    let lines = areas.into_iter().chain([(String::new(), String::new())]).enumerate().map(|(n, (id, name))| {
        let label = wording.say_with("services-area-number", &[("number", (n + 1).into())]);
        let up = (n > 0 && n < last).then(|| {
            let label = wording.say_with("services-area-up", &[("name", name.as_str().into())]);
            view! {
                <button class="button" data-size="small" type="submit" name="up" value=n.to_string() aria-label=label formnovalidate>
                    <Glyph icon=Icon::ArrowUp size="small" />
                </button>
            }
        });
        view! {
            <li class="service-area">
                <input type="hidden" name="known" value=id />
                <input
                    class="input"
                    id=if n == 0 { "areas".to_owned() } else { format!("areas{n}") }
                    name="area"
                    value=name
                    maxlength=ServiceAreaName::MOST.to_string()
                    autocomplete="off"
                    aria-label=label
                    aria-describedby=described_by
                    aria-invalid=invalid
                />
                {up}
            </li>
        }
    });
    let lines = lines.collect::<Vec<_>>();
    view! {
        <fieldset class="stack" data-gap="small">
            <legend class="field-label">{wording.say("services-areas")}</legend>
            <p class="field-hint" id="areas-hint">{wording.say("services-areas-hint")}</p>
            {error.map(|error| view! {
                <p class="field-error" id="areas-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            <ol class="stack" data-gap="small" role="list">{lines}</ol>
            <div>
                <button class="button" data-size="small" type="submit" name="more" value="yes" formnovalidate>
                    <Glyph icon=Icon::Plus size="small" />{wording.say("services-area-more")}
                </button>
            </div>
        </fieldset>
    }
}
