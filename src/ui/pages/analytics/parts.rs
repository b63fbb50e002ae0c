//! The figures of each role and of each department, as they are drawn and as they are read.

use super::charts::{minutes, span};
use crate::{
    domain::analytics::By,
    server::operations::analytics::Part,
    ui::components::{Chart, ChartFigure, Figures, Layout, Mark, Series},
    wording::Wording,
};
use leptos::prelude::*;

/// What is drawn of each.
#[derive(Clone, Copy)]
enum Drawn {
    Sent,
    Lost,
    Joining,
    SignIns,
}

/// How its drawing is called in the page.
const fn id(by: By, drawn: Drawn) -> &'static str {
    match (by, drawn) {
        (By::Role, Drawn::Sent) => "sent-by-role",
        (By::Role, Drawn::Lost) => "lost-by-role",
        (By::Role, Drawn::Joining) => "joining-by-role",
        (By::Role, Drawn::SignIns) => "signed-by-role",
        (By::Department, Drawn::Sent) => "sent-by-department",
        (By::Department, Drawn::Lost) => "lost-by-department",
        (By::Department, Drawn::Joining) => "joining-by-department",
        (By::Department, Drawn::SignIns) => "signed-by-department",
    }
}

const fn lost_of(part: &Part) -> u64 {
    part.invitations.expired + part.invitations.refused + part.invitations.revoked
}

fn half_of(part: &Part) -> u64 {
    minutes(part.joining)
}

const fn tried_of(part: &Part) -> u64 {
    part.sign_ins.done + part.sign_ins.refused
}

/// Invitations, what they led to, and sign-ins by role or by department, the most first; whatever there is none of isn't
/// there.
#[component]
pub fn PartFigures(wording: Wording, by: By, parts: Vec<(String, Part)>) -> impl IntoView {
    let of = |value: fn(&Part) -> u64| -> Vec<(String, Part)> {
        let mut some: Vec<_> = parts.iter().filter(|(_, part)| value(part) > 0).cloned().collect();
        some.sort_by_key(|(_, part)| std::cmp::Reverse(value(part)));
        some
    };
    let kind = by.as_str();
    // Said once, by the first.
    let mut note = Some(wording.say(&format!("analytics-note-by-{kind}")));
    let mut figure = |title: String, chart: Chart, figures: Figures| {
        let title = wording.say(&title);
        (!chart.names.is_empty())
            .then(|| view! { <ChartFigure wording=wording.clone() title note=note.take() chart figures /> })
    };
    let (invited, lost) = (of(|part| part.invitations.sent), of(lost_of));
    let (joined, signed) = (of(half_of), of(tried_of));
    [
        figure(format!("analytics-sent-by-{kind}"), sent(&wording, by, &invited), sent_figures(&wording, by, &invited)),
        figure(format!("analytics-lost-by-{kind}"), self::lost(&wording, by, &lost), lost_figures(&wording, by, &lost)),
        figure(
            format!("analytics-joining-by-{kind}"),
            joining(&wording, by, &joined),
            joining_figures(&wording, by, &joined),
        ),
        figure(
            format!("analytics-sign-ins-by-{kind}"),
            sign_ins(&wording, by, &signed),
            sign_ins_figures(&wording, by, &signed),
        ),
    ]
}

fn chart(id: &'static str, said: String, parts: &[(String, Part)], series: Vec<Series>) -> Chart {
    let names = parts.iter().map(|(name, _)| name.clone()).collect();
    Chart { id, said, layout: Layout::Rows { texts: Vec::new() }, names, series, limit: None }
}

fn series(label: String, mark: Mark, tone: &'static str, parts: &[(String, Part)], value: fn(&Part) -> u64) -> Series {
    Series { label, mark, tone, values: parts.iter().map(|(_, part)| value(part)).collect() }
}

/// What is drawn of the first: `key` says so in words.
fn said(wording: &Wording, key: &str, parts: &[(String, Part)], value: fn(&Part) -> u64) -> String {
    let Some((name, part)) = parts.first() else { return String::new() };
    wording.say_with(key, &[("name", name.as_str().into()), ("number", value(part).into())])
}

fn sent(wording: &Wording, by: By, parts: &[(String, Part)]) -> Chart {
    chart(
        id(by, Drawn::Sent),
        said(wording, "analytics-parts-sent-said", parts, |part| part.invitations.sent),
        parts,
        vec![
            series(wording.say("analytics-accepted"), Mark::Solid, "info", parts, |part| part.invitations.accepted),
            series(wording.say("analytics-only-opened"), Mark::Hatched, "info", parts, |part| {
                part.invitations.only_opened()
            }),
            series(wording.say("analytics-unopened"), Mark::Hollow, "neutral", parts, |part| {
                part.invitations.unopened()
            }),
        ],
    )
}

fn lost(wording: &Wording, by: By, parts: &[(String, Part)]) -> Chart {
    chart(
        id(by, Drawn::Lost),
        said(wording, "analytics-parts-lost-said", parts, lost_of),
        parts,
        vec![
            series(wording.say("analytics-expired"), Mark::Hatched, "warning", parts, |part| part.invitations.expired),
            series(wording.say("analytics-refused"), Mark::Solid, "danger", parts, |part| part.invitations.refused),
            series(wording.say("analytics-revoked"), Mark::Hollow, "neutral", parts, |part| part.invitations.revoked),
        ],
    )
}

fn joining(wording: &Wording, by: By, parts: &[(String, Part)]) -> Chart {
    let texts: Vec<String> = parts.iter().map(|(_, part)| half(wording, part)).collect();
    let said = parts.first().zip(texts.first()).map(|((name, _), time)| {
        let arguments = [("name", name.as_str().into()), ("time", time.as_str().into())];
        wording.say_with("analytics-parts-joining-said", &arguments)
    });
    let series = vec![series(wording.say("analytics-median"), Mark::Solid, "info", parts, half_of)];
    Chart { layout: Layout::Rows { texts }, ..chart(id(by, Drawn::Joining), said.unwrap_or_default(), parts, series) }
}

fn half(wording: &Wording, part: &Part) -> String {
    part.joining.map(|half| span(wording, half)).unwrap_or_default()
}

fn sign_ins(wording: &Wording, by: By, parts: &[(String, Part)]) -> Chart {
    chart(
        id(by, Drawn::SignIns),
        said(wording, "analytics-parts-sign-ins-said", parts, tried_of),
        parts,
        vec![
            series(wording.say("analytics-signed-in"), Mark::Solid, "info", parts, |part| part.sign_ins.done),
            series(wording.say("analytics-not-signed-in"), Mark::Hatched, "danger", parts, |part| {
                part.sign_ins.refused
            }),
        ],
    )
}

fn figures<const N: usize>(
    wording: &Wording,
    by: By,
    parts: &[(String, Part)],
    head: [&str; N],
    cells: impl Fn(&Part) -> [u64; N],
) -> Figures {
    let name = wording.say(&format!("users-{}", by.as_str()));
    let row = |(name, part): &(String, Part)| {
        std::iter::once(name.clone()).chain(cells(part).map(|cell| wording.number(cell))).collect()
    };
    Figures {
        head: std::iter::once(name).chain(head.map(|key| wording.say(key))).collect(),
        rows: parts.iter().map(row).collect(),
    }
}

fn sent_figures(wording: &Wording, by: By, parts: &[(String, Part)]) -> Figures {
    let head = ["analytics-sent", "analytics-opened", "analytics-accepted", "analytics-waiting", "analytics-replaced"];
    figures(wording, by, parts, head, |Part { invitations: sent, .. }| {
        [sent.sent, sent.opened, sent.accepted, sent.waiting(), sent.replaced]
    })
}

fn lost_figures(wording: &Wording, by: By, parts: &[(String, Part)]) -> Figures {
    let head = ["analytics-expired", "analytics-refused", "analytics-revoked"];
    figures(wording, by, parts, head, |Part { invitations: sent, .. }| [sent.expired, sent.refused, sent.revoked])
}

fn joining_figures(wording: &Wording, by: By, parts: &[(String, Part)]) -> Figures {
    let name = wording.say(&format!("users-{}", by.as_str()));
    let accepted = |part: &Part| wording.number(part.invitations.accepted);
    Figures {
        head: vec![name, wording.say("analytics-accepted"), wording.say("analytics-median")],
        rows: parts.iter().map(|(name, part)| vec![name.clone(), accepted(part), half(wording, part)]).collect(),
    }
}

fn sign_ins_figures(wording: &Wording, by: By, parts: &[(String, Part)]) -> Figures {
    let head = ["analytics-signed-in", "analytics-not-signed-in"];
    figures(wording, by, parts, head, |Part { sign_ins, .. }| [sign_ins.done, sign_ins.refused])
}
