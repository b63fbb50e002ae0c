use crate::{
    domain::form::FieldErrors,
    ui::{
        components::{Alert, ErrorSummary, Field, Glyph, Icon, Matrix, MatrixGroup, TextInput},
        islands::RoleMatrix,
        pages::review::{ReviewLine, ReviewLines},
    },
    wording::Wording,
};
use leptos::prelude::*;

/// The form of a role, as it stands.
#[derive(Clone, Debug)]
pub struct RoleForm {
    /// Where it is sent.
    pub action: String,
    pub title: String,
    /// Empty where it isn't there yet.
    pub id: String,
    /// It isn't what was saved.
    pub is_changed: bool,
    pub name: String,
    pub version: String,
    /// Each reach with its words and what it means, and the one that is chosen.
    pub reaches: Vec<(String, String, String)>,
    pub reach: String,
    pub groups: Vec<MatrixGroup>,
    /// Tables to begin with, each with its words.
    pub presets: Vec<(String, String)>,
    /// Roles whose table it can begin with, by id and name.
    pub models: Vec<(String, String)>,
    /// What of the table isn't the reader's to give, in words.
    pub beyond: Option<String>,
    pub difference: Difference,
    /// Where "Annuler" leads.
    pub back: (String, String),
    /// Somebody else has saved meanwhile: their table, in words.
    pub theirs: Option<String>,
}

/// What saving the form as it stands would change; empty where there is nothing to say.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The first of it, each with whose it is.
    pub lines: Vec<ReviewLine>,
    /// What else there is to say, in sentences.
    pub more: Vec<String>,
    /// Why it can't be saved.
    pub problem: Option<String>,
}

impl Difference {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.more.is_empty() && self.problem.is_none()
    }
}

#[component]
pub fn RoleFormPage(wording: Wording, form: RoleForm, errors: FieldErrors) -> impl IntoView {
    let name = Field::new("name", wording.say("field-name"), &form.name).error(&wording, errors.get("name"));
    let reach_error = errors.get("reach").map(|problem| wording.problem("reach", problem));
    let levels_error = errors.get("levels").map(|problem| wording.problem("levels", problem));
    let said = form.beyond.clone().map(|text| ("levels", text));
    let levels_error = form.beyond.or(levels_error);
    let described_by = reach_error.as_ref().map(|_| "reach-error");
    let reaches = form.reaches.iter().enumerate().map(|(n, (value, label, text))| {
        let checked = *value == form.reach;
        view! {
            <label class="choice">
                <input type="radio" name="reach" id=(n == 0).then_some("reach") value=value.clone() checked=checked aria-describedby=described_by />
                <span class="choice-title" data-case="title">{label.clone()}</span>
                <span class="choice-text">{text.clone()}</span>
            </label>
        }
    });
    let reaches = reaches.collect_view();
    let (back, there) = form.back;
    view! {
        <div class="page" data-width="matrix">
            <a class="page-back" href=back.clone()><Glyph icon=Icon::ChevronLeft size="small" />{there}</a>
            <ErrorSummary wording=wording.clone() errors said />
            <header class="page-header"><h1 class="page-title">{form.title}</h1></header>
            {form.theirs.map(|theirs| view! {
                <Alert tone="warning" icon=Icon::Alert title=wording.say("roles-conflict")><p>{theirs}</p></Alert>
            })}
            <RoleMatrix>
                <form class="stack" data-gap="large" method="post" action=form.action data-changed=form.is_changed.then_some("")>
                    // Enter in a field saves; it is the first button that counts for it.
                    <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">{wording.say("named-save")}</button>
                    <input type="hidden" name="role" value=form.id />
                    <input type="hidden" name="version" value=form.version />
                    <TextInput field=name autocomplete="off" />
                    <fieldset class="choices">
                        <legend class="field-label">{wording.say("roles-reach")}</legend>
                        {reach_error.map(|error| view! {
                            <p class="field-error" id="reach-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
                        })}
                        {reaches}
                    </fieldset>
                    <section class="stack" aria-labelledby="table">
                        <h2 id="table">{wording.say("roles-table")}</h2>
                        <Presets wording=wording.clone() presets=form.presets models=form.models />
                        <Matrix groups=form.groups error=levels_error />
                        <Told wording=wording.clone() difference=form.difference />
                    </section>
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                        <a class="button" data-variant="quiet" href=back>{wording.say("cancel")}</a>
                    </div>
                </form>
            </RoleMatrix>
        </div>
    }
}

/// What fills the whole table: buttons of the same form, which save nothing.
#[component]
fn Presets(wording: Wording, presets: Vec<(String, String)>, models: Vec<(String, String)>) -> impl IntoView {
    let button = |value: String, label: String| {
        view! { <button class="button" data-size="small" type="submit" name="preset" value=value formnovalidate>{label}</button> }
    };
    let like = button("like".to_owned(), wording.say("roles-like-fill"));
    let presets = presets.into_iter().map(|(value, label)| button(value, label)).collect_view();
    let models = models.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view();
    view! {
        <div class="presets" role="group" aria-label=wording.say("roles-presets")>
            <div class="cluster">{presets}</div>
            <div class="presets-like">
                <label for="like">{wording.say("roles-like")}</label>
                <div class="select">
                    <select id="like" name="like" autocomplete="off">{models}</select>
                    <Glyph icon=Icon::ChevronDown />
                </div>
                {like}
            </div>
        </div>
    }
}

/// What an island has renewed: the difference, and the table where a button filled it.
#[component]
pub fn RoleParts(
    wording: Wording,
    #[prop(optional_no_strip)] table: Option<Vec<MatrixGroup>>,
    difference: Difference,
) -> impl IntoView {
    view! {
        {table.map(|groups| view! { <Matrix groups error=None /> })}
        <Told wording difference />
    }
}

/// There before it says anything, so that who listens hears it.
#[component]
fn Told(wording: Wording, difference: Difference) -> impl IntoView {
    let is_empty = difference.is_empty();
    let Difference { lines, more, problem } = difference;
    let title = wording.say("roles-preview-title");
    let lines = (!lines.is_empty()).then(|| view! { <ReviewLines lines /> });
    let more = more.into_iter().map(|text| view! { <p class="muted">{text}</p> }).collect_view();
    let said = match problem {
        Some(problem) => {
            view! { <p class="field-error"><Glyph icon=Icon::Alert /><span>{problem}</span></p> }.into_any()
        }
        None => view! { <p class="difference-title">{title}</p> {lines} {more} }.into_any(),
    };
    let said = (!is_empty).then(|| view! { <div class="difference-box">{said}</div> });
    view! { <div class="difference" role="status" data-part="difference">{said}</div> }
}
