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

/// What times are told in.
#[derive(Clone, Copy)]
enum Unit {
    Minute,
    Hour,
    Day,
}

impl Unit {
    /// The largest of which there are two at least.
    const fn of(span: Duration) -> Self {
        match span.as_secs() / 60 {
            0..=119 => Self::Minute,
            120..=2_879 => Self::Hour,
            _ => Self::Day,
        }
    }

    const fn minutes(self) -> u64 {
        match self {
            Self::Minute => 1,
            Self::Hour => 60,
            Self::Day => 1_440,
        }
    }
}

/// A time in the largest unit of which there are two at least.
pub fn span(wording: &Wording, span: Duration) -> String {
    let unit = Unit::of(span);
    let key = match unit {
        Unit::Minute => "analytics-minutes",
        Unit::Hour => "analytics-hours",
        Unit::Day => "analytics-days",
    };
    let count = (span.as_secs() / 60 / unit.minutes()).max(1);
    wording.say_with(key, &[("count", count.into())])
}

/// A time to join as it is drawn: in whole minutes, one at least where somebody has joined.
pub fn minutes(joining: Option<Duration>) -> u64 {
    joining.map_or(0, |half| half.as_secs().div_ceil(60).max(1))
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

/// As in "29 Nov 2026 (W48)".
fn name(wording: &Wording, week: &Week) -> String {
    let arguments = [("day", wording.short_date(week.begins).into()), ("number", wording.iso_week(week.begins).into())];
    wording.say_with("analytics-week", &arguments)
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
        std::iter::once(name(wording, week)).chain(cells(week).map(|cell| wording.number(cell))).collect()
    };
    Figures {
        head: std::iter::once(wording.say("analytics-week-of")).chain(head).collect(),
        rows: weeks.iter().rev().map(row).collect(),
    }
}

pub fn sent_figures(wording: &Wording, weeks: &[Week]) -> Figures {
    let head = ["analytics-sent", "analytics-opened", "analytics-accepted", "analytics-waiting"];
    rows(wording, weeks, head, |Week { invitations: sent, .. }| [sent.sent, sent.opened, sent.accepted, sent.waiting()])
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

/// In the unit that the longest is told in.
pub fn joining_by_week(wording: &Wording, weeks: &[Week]) -> Chart {
    let longest = weeks.iter().filter_map(|week| Some((week.joining?, week))).max_by_key(|(half, _)| *half);
    let said = longest.map(|(half, week)| {
        let arguments = [("week", name(wording, week).into()), ("time", span(wording, half).into())];
        wording.say_with("analytics-joining-by-week-said", &arguments)
    });
    let unit = longest.map_or(Unit::Minute, |(half, _)| Unit::of(half));
    let label = match unit {
        Unit::Minute => "analytics-joining-in-minutes",
        Unit::Hour => "analytics-joining-in-hours",
        Unit::Day => "analytics-joining-in-days",
    };
    Chart {
        id: "joining-by-week",
        said: said.unwrap_or_default(),
        layout: Layout::Measured { unit: unit.minutes() },
        names: names(wording, weeks),
        series: vec![series(wording, label, Mark::Solid, "info", weeks, |week| minutes(week.joining))],
        limit: None,
    }
}

pub fn joining_by_week_figures(wording: &Wording, weeks: &[Week]) -> Figures {
    let mut figures = rows(wording, weeks, ["analytics-accepted"], |week| [week.invitations.accepted]);
    figures.head.push(wording.say("analytics-median"));
    for (row, week) in figures.rows.iter_mut().zip(weeks.iter().rev()) {
        row.push(week.joining.map(|half| span(wording, half)).unwrap_or_default());
    }
    figures
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
