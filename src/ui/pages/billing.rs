use crate::{
    domain::billing::{BillingQuery, Days, Seats},
    server::operations::billing::{Billing, Day},
    ui::components::{
        Chart, ChartFigure, Field, Figure, FigureList, FigureTable, Figures, Layout, Limit, Mark, Periods, Select,
        Series,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// Columns of the drawing, at most: of more days, one of each week is drawn and listed.
const MOST_COLUMNS: usize = 100;

/// Seats taken, pending and free, now and day by day, whole and by department [S2.8].
#[component]
pub fn BillingPage(wording: Wording, billing: Billing) -> impl IntoView {
    let export = billing.exports.then(|| billing.query.at("/billing/export.csv"));
    let export = export.map(|href| view! { <a class="button" href=href>{wording.say("billing-export")}</a> });
    let figures = now(&wording, billing.now);
    let days = sampled(&billing.days);
    let is_whole = billing.query.department.is_none();
    let (chart, table) = (chart(&wording, &days, is_whole), table(&wording, &days, is_whole));
    let key = match billing.days.len() {
        0..=1 => "billing-days-first",
        2..=MOST_COLUMNS => "billing-days-note",
        _ => "billing-days-some",
    };
    let (note, title) = (Some(wording.say(key)), wording.say("billing-days-title"));
    let departments = (!billing.departments.is_empty()).then(|| {
        let caption = wording.say("billing-departments-title");
        let figures = departments(&wording, &billing);
        view! {
            <section class="section">
                <h2 class="section-title">{caption.clone()}</h2>
                <p class="chart-note">{wording.say("billing-departments-note")}</p>
                <FigureTable caption figures />
            </section>
        }
    });
    let options = billing.departments.iter();
    let options = options.map(|(department, _)| (department.id.to_string(), department.name.clone())).collect();
    view! {
        <div class="page">
            <header class="page-header">
                <h1 class="page-title">{wording.say("area-billing")}</h1>
                {export}
                <p class="page-lead">{wording.say("billing-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                <FigureList figures />
                <Filters wording=wording.clone() query=billing.query departments=options />
                <ChartFigure wording title note chart figures=table />
                {departments}
            </div>
        </div>
    }
}

/// The period by links, and of which department by a form that is sent by GET: all of it stands in the URL.
#[component]
fn Filters(wording: Wording, query: BillingQuery, departments: Vec<(String, String)>) -> impl IntoView {
    let periods = Days::ALL.map(|days| {
        let label = wording.say_with("figures-days", &[("count", days.count().into())]);
        (BillingQuery { days, ..query }.at("/billing"), label, days == query.days)
    });
    let chosen = query.department.map(|id| id.to_string()).unwrap_or_default();
    let form = (!departments.is_empty()).then(|| {
        let field = Field::new("department", wording.say("users-department"), &chosen);
        view! {
            <form class="filters-form" method="get" action="/billing">
                <input type="hidden" name="days" value=query.days.count() />
                <Select field options=departments none=wording.say("billing-whole") />
                <div class="actions"><button class="button" type="submit">{wording.say("figures-show")}</button></div>
            </form>
        }
    });
    view! {
        <div class="stack" data-gap="small">
            <Periods wording=wording.clone() periods=periods.into() />
            {form}
        </div>
    }
}

fn now(wording: &Wording, seats: Seats) -> Vec<Figure> {
    let figure = |key: &str, value: String, note: Option<String>| Figure { label: wording.say(key), value, note };
    let of = seats.limit.map(|limit| wording.say_with("billing-of", &[("count", limit.into())]));
    let free = seats.free().map_or_else(|| wording.say("billing-no-limit"), |free| wording.number(free));
    vec![
        figure("billing-active", wording.number(seats.active), None),
        figure("billing-invited", wording.number(seats.invited), None),
        figure("billing-taken", wording.number(seats.taken()), of),
        figure("billing-free", free, None),
    ]
}

/// All of few days, and of many each seventh, counted from today.
fn sampled(days: &[Day]) -> Vec<Day> {
    let every = if days.len() > MOST_COLUMNS { 7 } else { 1 };
    let mut few: Vec<Day> = days.iter().rev().step_by(every).copied().collect();
    few.reverse();
    few
}

fn chart(wording: &Wording, days: &[Day], is_whole: bool) -> Chart {
    let series = |key: &str, mark, value: fn(Seats) -> u64| Series {
        label: wording.say(key),
        mark,
        tone: "info",
        values: days.iter().map(|day| value(day.seats)).collect(),
    };
    let now = days.last().map(|day| day.seats).unwrap_or_default();
    let limit = Limit { label: wording.say("billing-limit"), values: days.iter().map(|day| day.seats.limit).collect() };
    Chart {
        id: "days",
        said: wording.say_with("billing-days-said", &[("active", now.active.into()), ("invited", now.invited.into())]),
        layout: Layout::Columns,
        names: days.iter().map(|day| wording.day_month(day.begins)).collect(),
        series: vec![
            series("billing-active", Mark::Solid, |seats| seats.active),
            series("billing-invited", Mark::Hatched, |seats| seats.invited),
        ],
        limit: is_whole.then_some(limit),
    }
}

/// The newest day first.
fn table(wording: &Wording, days: &[Day], is_whole: bool) -> Figures {
    let number =
        |number: Option<u64>| number.map_or_else(|| wording.say("billing-none"), |number| wording.number(number));
    let mut head = vec!["billing-day", "billing-active", "billing-invited", "billing-taken"];
    if is_whole {
        head.extend(["billing-limit", "billing-free"]);
    }
    let row = |day: &Day| {
        let seats = day.seats;
        let mut row = vec![wording.short_date(day.begins)];
        row.extend([seats.active, seats.invited, seats.taken()].map(|count| wording.number(count)));
        if is_whole {
            row.extend([number(seats.limit), number(seats.free())]);
        }
        row
    };
    Figures { head: head.into_iter().map(|key| wording.say(key)).collect(), rows: days.iter().rev().map(row).collect() }
}

fn departments(wording: &Wording, billing: &Billing) -> Figures {
    let head = ["users-department", "billing-active", "billing-invited", "billing-taken"];
    let rows = billing.departments.iter().map(|(department, seats)| {
        let counts = [seats.active, seats.invited, seats.taken()].map(|count| wording.number(count));
        std::iter::once(department.name.clone()).chain(counts).collect()
    });
    Figures { head: head.map(|key| wording.say(key)).into(), rows: rows.collect() }
}
