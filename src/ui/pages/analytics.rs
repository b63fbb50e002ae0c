use crate::{
    domain::analytics::{AnalyticsQuery, By, Weeks},
    server::operations::analytics::Analytics,
    ui::components::{ChartFigure, Field, FigureList, Glyph, Icon, Periods, Select},
    wording::Wording,
};
use leptos::prelude::*;
use parts::PartFigures;

mod charts;
mod parts;

/// What becomes of invitations, how long people take to join, and who signs in: by week, role and department [S2.8].
#[component]
pub fn AnalyticsPage(wording: Wording, analytics: Analytics) -> impl IntoView {
    let total = analytics.total();
    let joined = analytics.joining.counts.iter().sum::<u64>() > 0;
    let signs_in = analytics.weeks.iter().any(|week| week.sign_ins.done + week.sign_ins.refused > 0);
    let weeks = &analytics.weeks;
    let sent = (total.sent > 0).then(|| {
        let figures = charts::summary(&wording, &analytics);
        view! {
            <FigureList figures />
            <ChartFigure
                wording=wording.clone()
                title=wording.say("analytics-sent-title")
                note=Some(wording.say("analytics-sent-note"))
                chart=charts::sent(&wording, weeks)
                figures=charts::sent_figures(&wording, weeks)
            />
            <ChartFigure
                wording=wording.clone()
                title=wording.say("analytics-lost-title")
                note=Some(wording.say("analytics-lost-note"))
                chart=charts::lost(&wording, weeks)
                figures=charts::lost_figures(&wording, weeks)
            />
        }
    });
    let empty = sent.is_none().then(|| view! { <Empty wording=wording.clone() invites=analytics.invites /> });
    let joining = joined.then(|| {
        view! {
            <ChartFigure
                wording=wording.clone()
                title=wording.say("analytics-joining-title")
                note=analytics.joining.median.map(|median| {
                    wording.say_with("analytics-joining-note", &[("time", charts::span(&wording, median).into())])
                })
                chart=charts::joining(&wording, &analytics)
                figures=charts::joining_figures(&wording, &analytics)
            />
            <ChartFigure
                wording=wording.clone()
                title=wording.say("analytics-joining-by-week")
                note=Some(wording.say("analytics-joining-by-week-note"))
                chart=charts::joining_by_week(&wording, weeks)
                figures=charts::joining_by_week_figures(&wording, weeks)
            />
        }
    });
    let sign_ins = signs_in.then(|| {
        view! {
            <ChartFigure
                wording=wording.clone()
                title=wording.say("analytics-sign-ins-title")
                note=Some(wording.say("analytics-sign-ins-note"))
                chart=charts::sign_ins(&wording, weeks)
                figures=charts::sign_ins_figures(&wording, weeks)
            />
        }
    });
    let by_role = analytics.by_role.iter().map(|(role, part)| (wording.role(role.kind, &role.name), *part)).collect();
    let by_department = analytics.by_department.iter().map(|(department, part)| {
        let name = department.as_ref().map(|department| department.name.clone());
        (name.unwrap_or_else(|| wording.say("analytics-no-department")), *part)
    });
    let by_department = by_department.collect();
    let departments = analytics.departments.iter();
    let departments = departments.map(|department| (department.id.to_string(), department.name.clone())).collect();
    let roles = analytics.roles.iter().map(|role| (role.id.to_string(), wording.role(role.kind, &role.name))).collect();
    view! {
        <div class="page">
            <header class="page-header">
                <h1 class="page-title">{wording.say("area-analytics")}</h1>
                <p class="page-lead">{wording.say("analytics-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                <Filters wording=wording.clone() query=analytics.query departments roles />
                {empty} {sent} {joining} {sign_ins}
                <PartFigures wording=wording.clone() by=By::Role parts=by_role />
                <PartFigures wording=wording.clone() by=By::Department parts=by_department />
                <Exactness wording=wording.clone() />
            </div>
        </div>
    }
}

/// The period by links, and of whom by a form that is sent by GET: all of it stands in the URL.
#[component]
fn Filters(
    wording: Wording,
    query: AnalyticsQuery,
    departments: Vec<(String, String)>,
    roles: Vec<(String, String)>,
) -> impl IntoView {
    let periods = Weeks::ALL.map(|weeks| {
        let label = wording.say_with("figures-weeks", &[("count", weeks.count().into())]);
        (AnalyticsQuery { weeks, ..query }.path(), label, weeks == query.weeks)
    });
    let chosen = |id: Option<String>| id.unwrap_or_default();
    let in_department = chosen(query.department.map(|id| id.to_string()));
    let department = Field::new("department", wording.say("users-department"), &in_department);
    let role = Field::new("role", wording.say("users-role"), &chosen(query.role.map(|id| id.to_string())));
    let department = (!departments.is_empty()).then(|| {
        view! { <Select field=department options=departments none=wording.say("users-filter-any-department") /> }
    });
    view! {
        <div class="stack" data-gap="small">
            <Periods wording=wording.clone() periods=periods.into() />
            <form class="filters-form" method="get" action="/analytics">
                <input type="hidden" name="weeks" value=query.weeks.count() />
                {department}
                <Select field=role options=roles none=wording.say("users-filter-any-role") />
                <div class="actions"><button class="button" type="submit">{wording.say("figures-show")}</button></div>
            </form>
        </div>
    }
}

#[component]
fn Empty(wording: Wording, invites: bool) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="empty-figure"><Glyph icon=Icon::Chart size="large" /></div>
            <h2 class="empty-title">{wording.say("analytics-empty-title")}</h2>
            <p class="empty-text">{wording.say("analytics-empty-text")}</p>
            {invites.then(|| view! {
                <a class="button" data-variant="primary" href="/users/invite">
                    <Glyph icon=Icon::UserPlus />
                    {wording.say("users-invite")}
                </a>
            })}
        </div>
    }
}

/// What these figures don't say, or don't say exactly.
#[component]
fn Exactness(wording: Wording) -> impl IntoView {
    let known = ["present", "opened", "erased", "weeks"];
    let known = known.map(|key| view! { <li>{wording.say(&format!("analytics-exact-{key}"))}</li> });
    view! {
        <section class="section" aria-labelledby="exactness">
            <h2 class="section-title" id="exactness">{wording.say("analytics-exact-title")}</h2>
            <ul class="figures-known" role="list">{known.into_iter().collect_view()}</ul>
        </section>
    }
}
