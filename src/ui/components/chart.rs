//! Bars, drawn on the server.
//!
//! - `columns`: side by side, what is counted or measured week by week
//! - `rows`: one below the other, each with its name

use super::{FigureTable, Figures};
use crate::wording::Wording;
use columns::Columns;
use leptos::prelude::*;
use rows::Rows;
use std::fmt::Write;

mod columns;
mod rows;

/// How the bars of a series are told from the others' without colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Solid,
    Hatched,
    Hollow,
}

impl Mark {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Hatched => "hatched",
            Self::Hollow => "hollow",
        }
    }
}

/// How the bars lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Side by side, with short names.
    Columns,
    /// Columns of what is measured instead of counted. They bear no numbers: few are whole units, and where nothing was
    /// measured it isn't 0 either.
    Measured {
        /// How much of it is one on the scale.
        unit: u64,
    },
    /// One below the other, with names of any length; the first ones are drawn, and all stand in the table.
    Rows {
        /// What stands beside each instead of its number; empty: the number.
        texts: Vec<String>,
    },
}

/// What is counted in each bar.
#[derive(Clone, Debug)]
pub struct Series {
    pub label: String,
    pub mark: Mark,
    /// As the style knows it: `info`, `warning`, `danger`, `neutral`.
    pub tone: &'static str,
    pub values: Vec<u64>,
}

/// A line across the columns, as high as it says in each.
#[derive(Clone, Debug)]
pub struct Limit {
    pub label: String,
    pub values: Vec<Option<u64>>,
}

/// Bars of several series, one behind the other.
#[derive(Clone, Debug)]
pub struct Chart {
    /// In the page; it begins the ids of what is in it.
    pub id: &'static str,
    /// What it shows, in a sentence: for who doesn't see it.
    pub said: String,
    pub layout: Layout,
    /// What each bar is called.
    pub names: Vec<String>,
    /// From the ground on.
    pub series: Vec<Series>,
    pub limit: Option<Limit>,
}

/// A drawing and its table. It is drawn in shares of its room, so that its signs are as large on a phone; and by
/// attributes alone, since the policy lets no style in.
#[component]
pub fn ChartFigure(
    wording: Wording,
    title: String,
    /// What is to know about how it is counted.
    note: Option<String>,
    chart: Chart,
    figures: Figures,
) -> impl IntoView {
    let keys = chart.series.iter().enumerate().map(|(number, series)| {
        let fill = fill(chart.id, number, series.mark);
        view! {
            <li>
                <svg class="chart-key" aria-hidden="true">
                    <g class="chart-bars" data-mark=series.mark.as_str() data-tone=series.tone fill=fill>
                        <rect x="1" y="1" width="12" height="12" />
                    </g>
                </svg>
                {series.label.clone()}
            </li>
        }
    });
    let keys = keys.collect_view();
    let limit = chart.limit.as_ref().filter(|_| columns::shows_limit(&chart)).map(|limit| {
        view! {
            <li>
                <svg class="chart-key" aria-hidden="true"><path class="chart-limit" d="M0 7h14" /></svg>
                {limit.label.clone()}
            </li>
        }
    });
    let id = chart.id;
    let drawing = match chart.layout.clone() {
        Layout::Columns | Layout::Measured { .. } => view! { <Columns wording=wording.clone() chart /> }.into_any(),
        Layout::Rows { texts } => view! { <Rows wording=wording.clone() chart texts /> }.into_any(),
    };
    let summary = wording.say_with("chart-table", &[("title", title.as_str().into())]);
    view! {
        <section class="chart" aria-labelledby=id>
            <h2 class="section-title" id=id>{title}</h2>
            {note.map(|note| view! { <p class="chart-note">{note}</p> })}
            <ul class="chart-legend" role="list">{keys} {limit}</ul>
            {drawing}
            <details class="disclosure">
                <summary>{summary.clone()}</summary>
                <FigureTable caption=summary figures />
            </details>
        </section>
    }
}

/// The pattern that a series is filled with, if any.
fn fill(id: &str, number: usize, mark: Mark) -> Option<String> {
    (mark == Mark::Hatched).then(|| format!("url(#{id}-{number})"))
}

/// A share, with two digits behind the point: `12.50%`.
fn share(part: u64, whole: u64) -> String {
    let hundredths = part.saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The patterns that hatched series are filled with.
fn hatches(chart: &Chart) -> String {
    let mut svg = "<defs>".to_owned();
    for (number, series) in chart.series.iter().enumerate().filter(|(_, series)| series.mark == Mark::Hatched) {
        // Writing to a String can't fail.
        let _ = write!(
            svg,
            r#"<pattern id="{}-{number}" class="chart-hatch" data-tone="{}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5"/><path d="M0 0v5"/></pattern>"#,
            chart.id, series.tone
        );
    }
    svg + "</defs>"
}
