use crate::{
    domain::form::FieldErrors,
    ui::components::{Done, ErrorSummary, Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// A value to choose, with its words.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: &'static str,
    pub title: String,
    pub text: String,
}

/// What is to be chosen, and what was.
#[derive(Clone, Debug)]
pub struct ExportForm {
    pub key: String,
    pub whats: Vec<Choice>,
    pub what: String,
    pub formats: Vec<Choice>,
    pub format: String,
}

/// A file that was asked for, in the reader's words.
#[derive(Clone, Debug)]
pub struct ExportLine {
    pub name: String,
    /// When, how big, until when.
    pub facts: Vec<String>,
    pub status: String,
    pub tone: &'static str,
    /// Its progress, as long as it is made.
    pub job: Option<String>,
    pub download: Option<String>,
    /// Where its deletion is posted.
    pub delete: String,
}

/// Files to ask for, and those that one has [S2.8].
#[component]
pub fn ExportsPage(
    wording: Wording,
    form: ExportForm,
    lines: Vec<ExportLine>,
    errors: FieldErrors,
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
    let chosen = if form.whats.is_empty() {
        view! { <p>{wording.say("exports-nothing")}</p> }.into_any()
    } else {
        view! { <Ask wording=wording.clone() form errors=errors.clone() /> }.into_any()
    };
    view! {
        <div class="page" data-width="form">
            <Done done />
            <ErrorSummary wording=wording.clone() errors />
            <header class="page-header">
                <h1 class="page-title">{wording.say("exports-title")}</h1>
                <p class="page-lead">{wording.say("exports-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                {chosen}
                <Files wording lines />
            </div>
        </div>
    }
}

#[component]
fn Ask(wording: Wording, form: ExportForm, errors: FieldErrors) -> impl IntoView {
    let error = |name: &'static str| errors.get(name).map(|problem| wording.problem(name, problem));
    view! {
        <form class="stack" method="post" action="/exports">
            <input type="hidden" name="key" value=form.key />
            <Radios name="what" legend=wording.say("exports-what") choices=form.whats chosen=form.what error=error("what") />
            <Radios
                name="format"
                legend=wording.say("exports-format")
                choices=form.formats
                chosen=form.format
                error=error("format")
                columns=true
            />
            <div class="actions">
                <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("exports-make")}</button>
            </div>
        </form>
    }
}

#[component]
fn Radios(
    name: &'static str,
    legend: String,
    choices: Vec<Choice>,
    chosen: String,
    error: Option<String>,
    /// Side by side, where there is room.
    #[prop(optional)]
    columns: bool,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described_by = error.as_ref().map(|_| error_id.clone());
    let choices = choices.into_iter().enumerate().map(|(n, choice)| {
        view! {
            <label class="choice">
                // The first has the field's own id, so that the error summary leads to it.
                <input
                    type="radio"
                    name=name
                    id=(n == 0).then_some(name)
                    value=choice.value
                    checked=choice.value == chosen
                    aria-describedby=described_by.clone()
                />
                <span class="choice-title">{choice.title}</span>
                <span class="choice-text">{choice.text}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class="choices" data-columns=columns.then_some("")>
            <legend class="field-label">{legend}</legend>
            {error.map(|error| view! {
                <p class="field-error" id=error_id><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            {choices}
        </fieldset>
    }
}

#[component]
fn Files(wording: Wording, lines: Vec<ExportLine>) -> impl IntoView {
    let list = if lines.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Download size="large" /></div>
                <h3 class="empty-title">{wording.say("exports-empty-title")}</h3>
                <p class="empty-text">{wording.say("exports-empty-text")}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = lines.into_iter().map(|line| view! { <FileRow wording=wording.clone() line /> });
        view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="files">
            <h2 class="section-title" id="files">{wording.say("exports-kept")}</h2>
            {list}
        </section>
    }
}

#[component]
fn FileRow(wording: Wording, line: ExportLine) -> impl IntoView {
    // Several buttons have the same words: who hears them is told of which file.
    let of = format!(" {}", line.name);
    let facts = line.facts.into_iter().map(|fact| view! { <span class="rows-fact">{fact}</span> });
    view! {
        <li class="rows-item">
            <span class="rows-text"><span class="rows-name">{line.name}</span>{facts.collect_view()}</span>
            <span class="badge" data-tone=line.tone>{line.status}</span>
            <span class="cluster">
                {line.job.map(|href| view! {
                    <a class="button" data-size="small" href=href>
                        {wording.say("exports-follow")}<span class="visually-hidden">{of.clone()}</span>
                    </a>
                })}
                {line.download.map(|href| view! {
                    <a class="button" data-size="small" href=href>
                        <Glyph icon=Icon::Download size="small" />
                        {wording.say("exports-download")}<span class="visually-hidden">{of.clone()}</span>
                    </a>
                })}
                <form method="post" action=line.delete>
                    <button class="button" data-variant="quiet" data-size="small" type="submit">
                        {wording.say("exports-delete")}<span class="visually-hidden">{of}</span>
                    </button>
                </form>
            </span>
        </li>
    }
}
