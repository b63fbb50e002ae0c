//! The figures of each role and of each department, as they are drawn and as they are read.

use super::charts::span;
use crate::{
    domain::analytics::By,
    server::operations::analytics::Part,
    ui::components::{Chart, ChartFigure, Figures, Layout, Mark, Series},
    wording::Wording,
};
use leptos::prelude::*;

/// Where its drawing begins: of invitations, or of sign-ins.
const fn id(by: By, is_sent: bool) -> &'static str {
    match (by, is_sent) {
        (By::Role, true) => "sent-by-role",
        (By::Role, false) => "signed-by-role",
        (By::Department, true) => "sent-by-department",
        (By::Department, false) => "signed-by-department",
    }
}

/// Invitations and sign-ins by role or by department; whatever there is none of isn't there.
#[component]
pub fn PartFigures(wording: Wording, by: By, parts: Vec<(String, Part)>) -> impl IntoView {
    let of = |has: fn(&Part) -> bool| -> Vec<(String, Part)> {
        parts.iter().filter(|(_, part)| has(part)).cloned().collect()
    };
    let invited = of(|part| part.invitations.sent > 0);
    let sent = (!invited.is_empty()).then(|| {
        view! {
            <ChartFigure
                wording=wording.clone()
                title=wording.say(&format!("analytics-sent-by-{}", by.as_str()))
                note=Some(wording.say(&format!("analytics-note-by-{}", by.as_str())))
                chart=sent(&wording, by, &invited)
                figures=sent_figures(&wording, by, &invited)
            />
        }
    });
    let mut signed = of(|part| part.sign_ins.done + part.sign_ins.refused > 0);
    signed.sort_by_key(|(_, part)| std::cmp::Reverse(part.sign_ins.done + part.sign_ins.refused));
    let sign_ins = (!signed.is_empty()).then(|| {
        view! {
            <ChartFigure
                wording=wording.clone()
                title=wording.say(&format!("analytics-sign-ins-by-{}", by.as_str()))
                note=invited.is_empty().then(|| wording.say(&format!("analytics-note-by-{}", by.as_str())))
                chart=sign_ins(&wording, by, &signed)
                figures=sign_ins_figures(&wording, by, &signed)
            />
        }
    });
    view! { {sent} {sign_ins} }
}

fn chart(id: &'static str, said: String, parts: &[(String, Part)], series: Vec<Series>) -> Chart {
    let names = parts.iter().map(|(name, _)| name.clone()).collect();
    Chart { id, said, layout: Layout::Rows, names, series, limit: None }
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
        id(by, true),
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

fn sign_ins(wording: &Wording, by: By, parts: &[(String, Part)]) -> Chart {
    chart(
        id(by, false),
        said(wording, "analytics-parts-sign-ins-said", parts, |part| part.sign_ins.done + part.sign_ins.refused),
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
    let head = [
        "analytics-sent",
        "analytics-opened",
        "analytics-accepted",
        "analytics-waiting",
        "analytics-expired",
        "analytics-refused",
        "analytics-revoked",
        "analytics-replaced",
    ];
    let mut figures = figures(wording, by, parts, head, |Part { invitations: sent, .. }| {
        [sent.sent, sent.opened, sent.accepted, sent.waiting(), sent.expired, sent.refused, sent.revoked, sent.replaced]
    });
    figures.head.push(wording.say("analytics-median"));
    for (row, (_, part)) in figures.rows.iter_mut().zip(parts) {
        row.push(part.joining.map(|half| span(wording, half)).unwrap_or_default());
    }
    figures
}

fn sign_ins_figures(wording: &Wording, by: By, parts: &[(String, Part)]) -> Figures {
    let head = ["analytics-signed-in", "analytics-not-signed-in"];
    figures(wording, by, parts, head, |Part { sign_ins, .. }| [sign_ins.done, sign_ins.refused])
}
