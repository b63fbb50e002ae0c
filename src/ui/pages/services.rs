use crate::{
    domain::{form::FieldErrors, text::ServiceAreaName},
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, TextInput, Tick},
    wording::Wording,
};
use leptos::prelude::*;

/// What stands for a service: its initials in a colour that its name decides.
#[derive(Clone, Debug)]
pub struct Mark {
    pub initials: String,
    pub tint: u8,
}

/// A service of the list, in the reader's words.
#[derive(Clone, Debug)]
pub struct ServiceLine {
    pub href: String,
    pub mark: Mark,
    pub name: String,
    pub url: String,
    pub people: String,
}

#[component]
fn Figure(mark: Mark) -> impl IntoView {
    view! { <span class="avatar" data-tint=mark.tint.to_string() aria-hidden="true">{mark.initials}</span> }
}

#[component]
fn Told(
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
    done.map(|title| {
        view! { <div class="page-done" role="status"><Alert tone="success" icon=Icon::Check title /></div> }
    })
}

/// The account's services [S3.23].
#[component]
pub fn ServicesPage(
    wording: Wording,
    services: Vec<ServiceLine>,
    may_add: bool,
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
    let list = if services.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Services size="large" /></div>
                <h2 class="empty-title">{wording.say("services-empty-title")}</h2>
                <p class="empty-text">{wording.say("services-empty-text")}</p>
                {may_add.then(|| view! {
                    <form class="stack" method="post" action="/services/samples">
                        <p class="empty-text">{wording.say("services-samples-text")}</p>
                        <div><button class="button" type="submit">{wording.say("services-samples")}</button></div>
                    </form>
                })}
            </div>
        }
        .into_any()
    } else {
        let rows = services.into_iter().map(|line| {
            view! {
                <li class="rows-item">
                    <Figure mark=line.mark />
                    <span class="rows-text">
                        <a class="rows-name" href=line.href>{line.name}</a>
                        {(!line.url.is_empty()).then(|| view! { <span class="rows-fact">{line.url}</span> })}
                    </span>
                    <span class="rows-count">{line.people}</span>
                </li>
            }
        });
        view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <div class="page">
            <Told done />
            <header class="page-header">
                <h1 class="page-title">{wording.say("services-title")}</h1>
                {may_add.then(|| view! {
                    <a class="button" data-variant="primary" href="/services/new"><Glyph icon=Icon::Plus />{wording.say("services-add")}</a>
                })}
                <p class="page-lead">{wording.say("services-lead")}</p>
            </header>
            {list}
        </div>
    }
}

/// One service, to read.
#[component]
pub fn ServicePage(
    wording: Wording,
    mark: Mark,
    name: String,
    url: String,
    /// Who has it, in words.
    who: String,
    /// How far department roles go in it, in words.
    cap: String,
    areas: Vec<String>,
    /// Where it is edited, for who may.
    edit: Option<String>,
    /// Where it is deleted, for who may.
    delete: Option<String>,
    done: Option<String>,
) -> impl IntoView {
    let address = if url.is_empty() {
        view! { {wording.say("services-no-url")} }.into_any()
    } else {
        view! { <a href=url.clone() rel="noreferrer">{url.clone()}</a> }.into_any()
    };
    let areas = if areas.is_empty() {
        view! { <p class="muted">{wording.say("services-no-areas")}</p> }.into_any()
    } else {
        let lines = areas.into_iter().map(|area| view! { <li class="rows-item">{area}</li> }).collect_view();
        view! { <ul class="rows" role="list">{lines}</ul> }.into_any()
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/services"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("services-title")}</a>
            <Told done />
            <header class="page-header"><h1 class="page-title" data-figure><Figure mark />{name}</h1></header>
            <div class="stack" data-gap="large">
                <div class="cluster">
                    {edit.map(|href| view! { <a class="button" data-variant="primary" href=href>{wording.say("named-edit")}</a> })}
                    {delete.map(|href| view! { <a class="button" href=href data-dialog>{wording.say("named-delete")}</a> })}
                </div>
                <dl class="facts">
                    <div><dt>{wording.say("services-address")}</dt><dd>{address}</dd></div>
                    <div><dt>{wording.say("services-who")}</dt><dd>{who}</dd></div>
                    <div><dt>{wording.say("services-cap")}</dt><dd>{cap}</dd></div>
                </dl>
                <section class="section" aria-labelledby="areas">
                    <h2 class="section-title" id="areas">{wording.say("services-areas")}</h2>
                    {areas}
                </section>
            </div>
        </div>
    }
}

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

/// Who loses what they have of the areas that go, before they go.
#[component]
pub fn ServiceReviewPage(
    wording: Wording,
    name: String,
    action: String,
    /// What would be lost, in words, with whose names.
    lines: Vec<(String, String)>,
    /// The form as it was sent.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let hidden = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let hidden = hidden.collect_view();
    let lines = lines
        .into_iter()
        .map(|(what, who)| view! { <li><b>{what}</b><span class="muted">{who}</span></li> })
        .collect_view();
    view! {
        <div class="page" data-width="form">
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("services-review-title", &[("name", name.into())])}</h1>
                <p class="page-lead">{wording.say("services-review-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                <ul class="review" role="list">{lines}</ul>
                <form method="post" action=action>
                    {hidden}
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit" name="reviewed" value="yes">{wording.say("services-review-save")}</button>
                        <button class="button" type="submit" name="back" value="yes">{wording.say("services-review-back")}</button>
                    </div>
                </form>
            </div>
        </div>
    }
}
