use crate::{
    domain::{form::FieldErrors, import::MOST_BYTES},
    ui::components::{
        ErrorSummary, Field, FieldFrame, Glyph, Icon, LanguageSelect, PlaceFields, Places, Select, Tally,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// The first page: a file, or lines to paste.
#[component]
pub fn UploadPage(wording: Wording, pasted: String, errors: FieldErrors) -> impl IntoView {
    let most = MOST_BYTES / (1024 * 1024);
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let file = field("file", "import-file", "").hint(wording.say_with("import-file-hint", &[("most", most.into())]));
    let described_by = file.described_by();
    let invalid = file.invalid();
    let text = field("text", "import-text", &pasted).hint(wording.say("import-text-hint"));
    let (text_described_by, text_invalid) = (text.described_by(), text.invalid());
    // As children, leptos 0.8 would write it unescaped.
    let pasted = html_escape::encode_text(&pasted).into_owned();
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <ErrorSummary wording=wording.clone() errors />
            <header class="page-header">
                <h1 class="page-title">{wording.say("import-title")}</h1>
                <p class="page-lead">{wording.say("import-lead")}</p>
            </header>
            <form class="stack" data-gap="large" method="post" action="/users/import" enctype="multipart/form-data">
                <FieldFrame field=file>
                    <input
                        class="input"
                        type="file"
                        id="file"
                        name="file"
                        accept=".csv,.tsv,.txt,text/csv,text/plain"
                        aria-describedby=described_by
                        aria-invalid=invalid
                    />
                </FieldFrame>
                <FieldFrame field=text>
                    <textarea
                        class="input"
                        id="text"
                        name="text"
                        rows="6"
                        spellcheck="false"
                        aria-describedby=text_described_by
                        aria-invalid=text_invalid
                        inner_html=pasted
                    ></textarea>
                </FieldFrame>
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("import-next")}</button>
                </div>
            </form>
        </div>
    }
}

/// A file's columns, in the reader's words.
#[derive(Clone, Debug)]
pub struct SheetView {
    pub action: String,
    /// The file, its lines and what it was read as.
    pub about: String,
    pub columns: Vec<SheetColumn>,
    /// What a column can hold.
    pub kinds: Vec<(String, String)>,
    pub encodings: Vec<(String, String)>,
    pub separators: Vec<(String, String)>,
    pub roles: Vec<(String, String)>,
    pub places: Places,
    pub seats: Option<String>,
    pub encoding: String,
    pub separator: String,
    pub has_header: bool,
    pub role: String,
    pub department: String,
    pub department_role: String,
    pub language: String,
    pub send: String,
}

#[derive(Clone, Debug)]
pub struct SheetColumn {
    /// As the file names it, or its number.
    pub name: String,
    pub samples: Vec<String>,
    pub held: String,
}

/// What each column holds, and what everybody gets.
#[component]
pub fn SheetPage(wording: Wording, sheet: SheetView, errors: FieldErrors) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let encoding = field("encoding", "import-encoding", &sheet.encoding).hint(wording.say("import-encoding-hint"));
    let separator = field("separator", "import-separator", &sheet.separator);
    let role = field("role", "import-role", &sheet.role).hint(wording.say("import-role-hint"));
    let department =
        field("department", "create-department", &sheet.department).hint(wording.say("import-department-hint"));
    let place = field("department_role", "create-department-role", &sheet.department_role);
    let language = field("language", "import-language", &sheet.language).hint(wording.say("import-language-hint"));
    let column_error = errors.get("column-0").map(|problem| wording.problem("column-0", problem));
    // It is about the first.
    let invalid = column_error.as_ref().map(|_| "true");
    let described_by = column_error.as_ref().map(|_| "column-0-error");
    let kinds = sheet.kinds;
    let columns = sheet.columns.into_iter().enumerate().map(|(n, column)| {
        let options = kinds.clone().into_iter().map(|(value, label)| {
            let selected = value == column.held;
            view! { <option value=value selected=selected>{label}</option> }
        });
        let samples = column.samples.into_iter().map(|text| view! { <span class="import-sample">{text}</span> });
        let id = format!("column-{n}");
        view! {
            <div class="import-column">
                <label class="field-label" for=id.clone()>{column.name}</label>
                <div class="import-samples">{samples.collect_view()}</div>
                <div class="select">
                    <select
                        id=id
                        name="column"
                        aria-describedby=described_by.filter(|_| n == 0)
                        aria-invalid=invalid.filter(|_| n == 0)
                    >{options.collect_view()}</select>
                    <Glyph icon=Icon::ChevronDown />
                </div>
            </div>
        }
    });
    let columns = columns.collect_view();
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users/import"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("import-other")}</a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <header class="page-header">
                <h1 class="page-title">{wording.say("import-columns-title")}</h1>
                <p class="page-lead">{sheet.about}</p>
            </header>
            <form class="stack" data-gap="large" method="post" action=sheet.action>
                <section class="stack" data-gap="small" aria-labelledby="columns">
                    <h2 class="import-heading" id="columns">{wording.say("import-columns")}</h2>
                    {column_error.map(|error| view! {
                        <p class="field-error" id="column-0-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
                    })}
                    <div class="import-columns">{columns}</div>
                    <label class="choice" data-variant="plain">
                        <input type="checkbox" name="header" value="yes" checked=sheet.has_header />
                        <span>{wording.say("import-header")}</span>
                    </label>
                    <div class="field-pair">
                        <Select field=separator options=sheet.separators none=wording.say("bulk-choose") />
                        <Select field=encoding options=sheet.encodings none=wording.say("bulk-choose") />
                    </div>
                    // Changed, the columns are shown anew before anything else.
                    <input type="hidden" name="shown_in" value=sheet.encoding />
                </section>
                <section class="stack" aria-labelledby="everybody">
                    <h2 class="import-heading" id="everybody">{wording.say("import-everybody")}</h2>
                    <Select field=role options=sheet.roles none=wording.say("bulk-choose") />
                    <PlaceFields wording=wording.clone() department place places=sheet.places />
                    <LanguageSelect wording=wording.clone() field=language />
                    <SendChoice wording=wording.clone() chosen=sheet.send error=errors.get("send").map(|p| wording.problem("send", p)) />
                </section>
                <div class="invite-foot">
                    {sheet.seats.map(|seats| view! { <p class="invite-seats">{seats}</p> })}
                    <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("import-check")}</button>
                </div>
            </form>
        </div>
    }
}

#[component]
fn SendChoice(wording: Wording, chosen: String, error: Option<String>) -> impl IntoView {
    let described_by = error.as_ref().map(|_| "send-error");
    let choices = ["yes", "no"].map(|value| {
        view! {
            <label class="choice">
                // The first has the field's own id, so that the error summary leads to it.
                <input type="radio" name="send" id=(value == "yes").then_some("send") value=value checked=chosen == value
                    aria-describedby=described_by required />
                <span class="choice-title">{wording.say(&format!("import-send-{value}"))}</span>
                <span class="choice-text">{wording.say(&format!("import-send-text-{value}"))}</span>
            </label>
        }
    });
    let choices = choices.into_iter().collect_view();
    view! {
        <fieldset class="choices">
            <legend class="field-label">{wording.say("import-send")}</legend>
            {error.map(|error| view! {
                <p class="field-error" id="send-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            {choices}
        </fieldset>
    }
}

/// What an import would do, in the reader's words.
#[derive(Clone, Debug)]
pub struct ReportView {
    pub action: String,
    /// How many people would be created.
    pub title: String,
    /// A tone and how many, for each kind of line.
    pub counts: Vec<(&'static str, String)>,
    /// Line, text, and what is wrong with it.
    pub problems: Vec<(String, String, String)>,
    /// That not all of them are shown.
    pub more: Option<String>,
    /// What the button says; nothing where nobody would be created.
    pub button: Option<String>,
}

/// The trial's result, and the button that imports.
#[component]
pub fn ReportPage(
    wording: Wording,
    report: ReportView,
    /// What is carried on: names and values.
    hidden: Vec<(&'static str, String)>,
) -> impl IntoView {
    let hidden = move || {
        hidden
            .clone()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    };
    let problems = report.problems.into_iter().map(|(line, text, problem)| {
        view! {
            <tr>
                <td class="import-line">{line}</td>
                <td class="import-text">{text}</td>
                <td>{problem}</td>
            </tr>
        }
    });
    let problems = problems.collect::<Vec<_>>();
    let has_problems = !problems.is_empty();
    let back = report.action.clone();
    let lead = if report.button.is_some() { "import-nothing-yet" } else { "import-none" };
    view! {
        <div class="page" data-width="form">
            <form method="post" action=back>
                {hidden()}
                <button class="page-back" name="to" value="columns" type="submit">
                    <Glyph icon=Icon::ChevronLeft size="small" />{wording.say("import-to-columns")}
                </button>
            </form>
            <header class="page-header">
                <h1 class="page-title">{report.title}</h1>
                <p class="page-lead">{wording.say(lead)}</p>
            </header>
            <div class="stack" data-gap="large">
                <Tally lines=report.counts />
                {has_problems.then(|| view! {
                    <section class="stack" data-gap="small" aria-labelledby="problems">
                        <h2 class="import-heading" id="problems">{wording.say("import-problems")}</h2>
                        <table class="table">
                            <caption class="visually-hidden">{wording.say("import-problems")}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{wording.say("import-line")}</th>
                                    <th scope="col">{wording.say("import-text-column")}</th>
                                    <th scope="col">{wording.say("import-problem")}</th>
                                </tr>
                            </thead>
                            <tbody>{problems}</tbody>
                        </table>
                        {report.more.map(|more| view! { <p class="muted">{more}</p> })}
                    </section>
                })}
                <div class="actions">
                    {report.button.map(|button| view! {
                        <form method="post" action=format!("{}/run", report.action)>
                            {hidden()}
                            <button class="button" data-variant="primary" type="submit">{button}</button>
                        </form>
                    })}
                    <form method="post" action=format!("{}/report", report.action)>
                        {hidden()}
                        <button class="button" type="submit">{wording.say("import-report")}</button>
                    </form>
                </div>
            </div>
        </div>
    }
}
