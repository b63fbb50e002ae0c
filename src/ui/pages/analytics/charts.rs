//! The figures of the weeks as they are drawn and as they are read.

use crate::{
    server::operations::analytics::{Analytics, Week},
    ui::components::{Chart, Figure, Figures, Layout, Mark, Series},
    wording::Wording,
};
use std::time::Duration;

/// "2 in 3" of a whole, in hundredths; nothing of nothing.
fn share(wording: &Wording, part: u64, whole: u64) -> Option<String> {
    let hundredths = part.saturating_mul(100).checked_add(whole / 2)?.checked_div(whole)?;
    Some(wording.say_with("analytics-share", &[("share", hundredths.into())]))
}

pub fn summary(wording: &Wording, analytics: &Analytics) -> Vec<Figure> {
    let total = analytics.total();
    let figure = |key: &str, value: u64, note: Option<String>| Figure {
        label: wording.say(key),
        value: wording.number(value),
        note,
    };
    let of = |part: u64| share(wording, part, total.sent);
    vec![
        figure("analytics-sent", total.sent, None),
        figure("analytics-opened", total.opened, of(total.opened)),
        figure("analytics-accepted", total.accepted, of(total.accepted)),
        figure("analytics-expired", total.expired, of(total.expired)),
        figure("analytics-refused", total.refused, of(total.refused)),
        figure("analytics-revoked", total.revoked, of(total.revoked)),
    ]
}

/// A time in the largest unit of which there are two at least.
pub fn span(wording: &Wording, span: Duration) -> String {
    let minutes = span.as_secs() / 60;
    let (key, count) = match minutes {
        0..=119 => ("analytics-minutes", minutes.max(1)),
        120..=2_879 => ("analytics-hours", minutes / 60),
        _ => ("analytics-days", minutes / 1_440),
    };
    wording.say_with(key, &[("count", count.into())])
}

fn series(
    wording: &Wording,
    key: &str,
    mark: Mark,
    tone: &'static str,
    weeks: &[Week],
    value: impl Fn(&Week) -> u64,
) -> Series {
    Series { label: wording.say(key), mark, tone, values: weeks.iter().map(value).collect() }
}

fn names(wording: &Wording, weeks: &[Week]) -> Vec<String> {
    weeks.iter().map(|week| wording.day_month(week.begins)).collect()
}

pub fn sent(wording: &Wording, weeks: &[Week]) -> Chart {
    let total = |value: fn(&Week) -> u64| weeks.iter().map(value).sum::<u64>();
    let (all, accepted) = (total(|week| week.invitations.sent), total(|week| week.invitations.accepted));
    Chart {
        id: "sent",
        said: wording.say_with("analytics-sent-said", &[("sent", all.into()), ("accepted", accepted.into())]),
        layout: Layout::Columns,
        names: names(wording, weeks),
        series: vec![
            series(wording, "analytics-accepted", Mark::Solid, "info", weeks, |week| week.invitations.accepted),
            series(wording, "analytics-only-opened", Mark::Hatched, "info", weeks, |week| {
                week.invitations.only_opened()
            }),
            series(wording, "analytics-unopened", Mark::Hollow, "neutral", weeks, |week| week.invitations.unopened()),
        ],
        limit: None,
    }
}

/// The rows of a table, the newest week first.
fn rows<const N: usize>(
    wording: &Wording,
    weeks: &[Week],
    head: [&str; N],
    cells: impl Fn(&Week) -> [u64; N],
) -> Figures {
    let head = head.map(|key| wording.say(key));
    let row = |week: &Week| {
        let arguments =
            [("day", wording.short_date(week.begins).into()), ("number", wording.iso_week(week.begins).into())];
        let name = wording.say_with("analytics-week", &arguments);
        std::iter::once(name).chain(cells(week).map(|cell| wording.number(cell))).collect()
    };
    Figures {
        head: std::iter::once(wording.say("analytics-week-of")).chain(head).collect(),
        rows: weeks.iter().rev().map(row).collect(),
    }
}

pub fn sent_figures(wording: &Wording, weeks: &[Week]) -> Figures {
    let head = ["analytics-sent", "analytics-opened", "analytics-accepted", "analytics-waiting"];
    let mut figures = rows(wording, weeks, head, |Week { invitations: sent, .. }| {
        [sent.sent, sent.opened, sent.accepted, sent.waiting()]
    });
    figures.head.push(wording.say("analytics-median"));
    for (row, week) in figures.rows.iter_mut().zip(weeks.iter().rev()) {
        row.push(week.joining.map(|half| span(wording, half)).unwrap_or_default());
    }
    figures
}

pub fn lost(wording: &Wording, weeks: &[Week]) -> Chart {
    let total = |value: fn(&Week) -> u64| weeks.iter().map(value).sum::<u64>();
    let arguments = [
        ("expired", total(|week| week.invitations.expired).into()),
        ("refused", total(|week| week.invitations.refused).into()),
        ("revoked", total(|week| week.invitations.revoked).into()),
    ];
    Chart {
        id: "lost",
        said: wording.say_with("analytics-lost-said", &arguments),
        layout: Layout::Columns,
        names: names(wording, weeks),
        series: vec![
            series(wording, "analytics-expired", Mark::Hatched, "warning", weeks, |week| week.invitations.expired),
            series(wording, "analytics-refused", Mark::Solid, "danger", weeks, |week| week.invitations.refused),
            series(wording, "analytics-revoked", Mark::Hollow, "neutral", weeks, |week| week.invitations.revoked),
        ],
        limit: None,
    }
}

pub fn lost_figures(wording: &Wording, weeks: &[Week]) -> Figures {
    let head = ["analytics-expired", "analytics-refused", "analytics-revoked", "analytics-replaced"];
    rows(wording, weeks, head, |Week { invitations: sent, .. }| {
        [sent.expired, sent.refused, sent.revoked, sent.replaced]
    })
}

/// The groups of times to join, each by the end of its key.
const GROUPS: [&str; 5] = ["hour", "day", "three-days", "week", "longer"];

pub fn joining(wording: &Wording, analytics: &Analytics) -> Chart {
    let values: Vec<u64> = analytics.joining.counts.into();
    let count = values.iter().sum::<u64>();
    let median = analytics.joining.median.map(|median| span(wording, median)).unwrap_or_default();
    Chart {
        id: "joining",
        said: wording.say_with("analytics-joining-said", &[("count", count.into()), ("time", median.into())]),
        layout: Layout::Columns,
        names: GROUPS.map(|group| wording.say(&format!("analytics-short-{group}"))).into(),
        series: vec![Series { label: wording.say("analytics-people"), mark: Mark::Solid, tone: "info", values }],
        limit: None,
    }
}

pub fn joining_figures(wording: &Wording, analytics: &Analytics) -> Figures {
    let all = analytics.joining.counts.iter().sum::<u64>();
    let row = |(group, count): (&str, u64)| {
        let name = wording.say(&format!("analytics-within-{group}"));
        vec![name, wording.number(count), share(wording, count, all).unwrap_or_default()]
    };
    Figures {
        head: ["analytics-time", "analytics-people", "analytics-part"].map(|key| wording.say(key)).into(),
        rows: GROUPS.into_iter().zip(analytics.joining.counts).map(row).collect(),
    }
}

pub fn sign_ins(wording: &Wording, weeks: &[Week]) -> Chart {
    let total = |value: fn(&Week) -> u64| weeks.iter().map(value).sum::<u64>();
    let (done, refused) = (total(|week| week.sign_ins.done), total(|week| week.sign_ins.refused));
    Chart {
        id: "signed",
        said: wording.say_with("analytics-sign-ins-said", &[("done", done.into()), ("refused", refused.into())]),
        layout: Layout::Columns,
        names: names(wording, weeks),
        series: vec![
            series(wording, "analytics-signed-in", Mark::Solid, "info", weeks, |week| week.sign_ins.done),
            series(wording, "analytics-not-signed-in", Mark::Hatched, "danger", weeks, |week| week.sign_ins.refused),
        ],
        limit: None,
    }
}

pub fn sign_ins_figures(wording: &Wording, weeks: &[Week]) -> Figures {
    let head = ["analytics-signed-in", "analytics-not-signed-in"];
    rows(wording, weeks, head, |Week { sign_ins, .. }| [sign_ins.done, sign_ins.refused])
}
