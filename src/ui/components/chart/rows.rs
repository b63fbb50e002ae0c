//! Bars one below the other, each with its name and its number.

use super::{Chart, fill, hatches, share};
use crate::wording::Wording;
use leptos::prelude::*;
use std::fmt::Write;

/// Rows that are drawn, at most.
const MOST: usize = 10;

#[component]
pub fn Rows(wording: Wording, chart: Chart, texts: Vec<String>) -> impl IntoView {
    let most = (0..chart.names.len()).map(|row| total(&chart, row)).max().unwrap_or(0);
    let rows = chart.names.iter().enumerate().take(MOST).map(|(row, name)| {
        let mut bars = bars(&chart, row, most);
        if row == 0 {
            bars.insert_str(0, &hatches(&chart));
        }
        view! {
            <span class="chart-row-name">{name.clone()}</span>
            <svg class="chart-row" aria-hidden="true" inner_html=bars></svg>
            <span class="chart-row-number">{texts.get(row).cloned().unwrap_or_else(|| wording.number(total(&chart, row)))}</span>
        }
    });
    let rows = rows.collect_view();
    let more = chart.names.len().saturating_sub(MOST);
    let more = (more > 0).then(|| {
        view! { <p class="chart-note">{wording.say_with("chart-more", &[("count", more.into())])}</p> }
    });
    view! {
        <div class="chart-rows" role="img" aria-label=chart.said>{rows}</div>
        {more}
    }
}

fn total(chart: &Chart, row: usize) -> u64 {
    chart.series.iter().filter_map(|series| series.values.get(row)).sum()
}

/// One row, in shares of the longest.
fn bars(chart: &Chart, row: usize, most: u64) -> String {
    let mut svg = String::new();
    let mut from = 0;
    for (number, series) in chart.series.iter().enumerate() {
        let value = series.values.get(row).copied().unwrap_or(0);
        if value == 0 {
            continue;
        }
        let fill = fill(chart.id, number, series.mark).map(|fill| format!(r#" fill="{fill}""#)).unwrap_or_default();
        // Writing to a String can't fail.
        let _ = write!(
            svg,
            r#"<g class="chart-bars" data-mark="{}" data-tone="{}"{fill}><rect x="{}" width="{}" height="100%"/></g>"#,
            series.mark.as_str(),
            series.tone,
            share(from, most),
            share(value, most),
        );
        from += value;
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Layout, Mark, Series},
        *,
    };

    #[test]
    fn rows_are_as_long_as_their_share_of_the_longest() {
        let series =
            |mark, values: &[u64]| Series { label: String::new(), mark, tone: "info", values: values.to_vec() };
        let chart = Chart {
            id: "c",
            said: String::new(),
            layout: Layout::Rows { texts: Vec::new() },
            names: vec![String::new(); 2],
            series: vec![series(Mark::Solid, &[2, 0]), series(Mark::Hatched, &[2, 1])],
            limit: None,
        };
        assert_eq!((total(&chart, 0), total(&chart, 1)), (4, 1));
        let first = bars(&chart, 0, 4);
        assert!(first.contains(r#"<rect x="0.00%" width="50.00%" height="100%"/>"#), "{first}");
        assert!(first.contains(r#"fill="url(#c-1)"><rect x="50.00%" width="50.00%" height="100%"/>"#), "{first}");
        let second = bars(&chart, 1, 4);
        assert!(second.contains(r#"<rect x="0.00%" width="25.00%" height="100%"/>"#), "{second}");
        assert_eq!(second.matches("<rect").count(), 1, "nothing is drawn of nothing");
    }
}
