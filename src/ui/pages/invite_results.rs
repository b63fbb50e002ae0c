use crate::{
    domain::invitation::Outcome,
    server::operations::invite::{Line, Results},
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// What became of each address, by outcome: what wants work first.
#[component]
pub fn InviteResultsPage(wording: Wording, results: Results) -> impl IntoView {
    let Results { lines, chosen } = results;
    let invited = lines.iter().filter(|line| line.outcome == Ok(Outcome::New)).count();
    let title = wording.say_with("results-title", &[("count", invited.into())]);
    let problems: Vec<String> = lines.iter().filter(|l| l.outcome.is_err()).map(|l| l.text.clone()).collect();
    let correct = (!problems.is_empty()).then(|| {
        view! {
            <form method="post" action="/users/invite">
                <input type="hidden" name="addresses" value=problems.join("\n") />
                <input type="hidden" name="role" value=chosen.role />
                <input type="hidden" name="department" value=chosen.department />
                <input type="hidden" name="department_role" value=chosen.department_role />
                <input type="hidden" name="language" value=chosen.language />
                <input type="hidden" name="message" value=chosen.message />
                <button class="button" type="submit" name="check" value="yes">{wording.say("results-correct")}</button>
            </form>
        }
    });
    let groups = [
        (None, "danger", Icon::Alert),
        (Some(Outcome::NoSeat), "warning", Icon::Users),
        (Some(Outcome::DailyLimit), "warning", Icon::Clock),
        (Some(Outcome::OtherDomain), "warning", Icon::Lock),
        (Some(Outcome::Elsewhere), "warning", Icon::Lock),
        (Some(Outcome::AlreadyInactive), "info", Icon::Lock),
        (Some(Outcome::AlreadyDeleted), "info", Icon::Lock),
        (Some(Outcome::AlreadyInvited), "info", Icon::Clock),
        (Some(Outcome::AlreadyActive), "info", Icon::User),
        (Some(Outcome::New), "success", Icon::Mail),
    ];
    let sections = groups
        .into_iter()
        .filter_map(|(outcome, tone, icon)| {
            let lines: Vec<&Line> = lines.iter().filter(|line| line.outcome.ok() == outcome).collect();
            (!lines.is_empty()).then(|| section(&wording, outcome, tone, icon, &lines))
        })
        .collect_view();
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <header class="page-header"><h1 class="page-title">{title}</h1></header>
            <div class="stack" data-gap="large">
                {sections}
                <div class="actions">
                    {correct}
                    <a class="button" data-variant="primary" href="/users">{wording.say("results-users")}</a>
                    <a class="button" data-variant="quiet" href="/users/invite">{wording.say("results-more")}</a>
                </div>
            </div>
        </div>
    }
}

fn section(
    wording: &Wording,
    outcome: Option<Outcome>,
    tone: &'static str,
    icon: Icon,
    lines: &[&Line],
) -> impl IntoView + use<> {
    let kind = outcome.map_or("malformed", Outcome::as_str);
    let title = wording.say_with(&format!("outcome-{kind}"), &[("count", lines.len().into())]);
    let items = lines
        .iter()
        .map(|line| {
            let reason = line.outcome.err().map(|problem| wording.address_problem(problem));
            view! {
                <li class="outcome-item">
                    <span class="outcome-address">{line.text.clone()}</span>
                    {reason.map(|reason| view! { <span class="outcome-fact">{reason}</span> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="outcome" data-tone=tone aria-labelledby=format!("outcome-{kind}")>
            <h2 class="outcome-title" id=format!("outcome-{kind}")><Glyph icon />{title}</h2>
            <ul class="outcome-list">{items}</ul>
        </section>
    }
}
