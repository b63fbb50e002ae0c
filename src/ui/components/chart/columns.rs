//! Columns of bars, the series one upon the other.

use super::{Chart, Layout, fill, hatches, share};
use crate::wording::Wording;
use html_escape::encode_text;
use leptos::prelude::*;
use std::fmt::Write;

/// Names under the columns, at most: more would run into each other on a phone.
const MOST_NAMES: usize = 5;
/// Columns whose numbers stand on them.
const MOST_NUMBERED: usize = 8;
/// A limit so many times as high as the bars isn't drawn: they would be seen no more.
const FAR: u64 = 4;

#[component]
pub fn Columns(wording: Wording, chart: Chart) -> impl IntoView {
    let scale = Scale::of(&chart);
    let ticks = scale.ticks().map(|tick| view! { <span>{wording.number(tick / scale.unit)}</span> }).collect_view();
    let (plot, names) = (scale.plot(&wording, &chart), names(&chart.names));
    view! {
        <div class="chart-canvas" role="img" aria-label=chart.said>
            <div class="chart-values">{ticks}</div>
            <svg class="chart-plot" aria-hidden="true" inner_html=plot></svg>
            <svg class="chart-names" aria-hidden="true" inner_html=names></svg>
        </div>
    }
}

/// Whether its limit is drawn.
pub fn shows_limit(chart: &Chart) -> bool {
    Scale::of(chart).shows_limit
}

/// How high a drawing is, in what it counts.
struct Scale {
    /// How much of it is one at its side.
    unit: u64,
    step: u64,
    top: u64,
    shows_limit: bool,
}

impl Scale {
    fn of(chart: &Chart) -> Self {
        let unit = match chart.layout {
            Layout::Measured { unit } => unit.max(1),
            Layout::Columns | Layout::Rows { .. } => 1,
        };
        let columns = 0..chart.names.len();
        let height = |column| chart.series.iter().filter_map(|series| series.values.get(column)).sum::<u64>();
        let most = columns.map(height).max().unwrap_or(0).max(1);
        let limits = chart.limit.iter().flat_map(|limit| limit.values.iter().flatten());
        let limit = limits.copied().max();
        let shown = limit.filter(|limit| *limit <= most.saturating_mul(FAR));
        let step = step(most.max(shown.unwrap_or(0)).div_ceil(unit)).saturating_mul(unit);
        let top = most.max(shown.unwrap_or(0)).div_ceil(step).saturating_mul(step);
        Self { unit, step, top, shows_limit: shown.is_some() }
    }

    /// From the top down to nothing.
    fn ticks(&self) -> impl Iterator<Item = u64> {
        (0..=self.top / self.step).rev().map(|tick| tick * self.step)
    }

    fn plot(&self, wording: &Wording, chart: &Chart) -> String {
        let mut svg = String::new();
        // Writing to a String can't fail.
        let _ = write!(svg, r#"{}<g class="chart-grid">"#, hatches(chart));
        for tick in self.ticks() {
            let y = share(self.top - tick, self.top);
            let _ = write!(svg, r#"<line x2="100%" y1="{y}" y2="{y}"/>"#);
        }
        let _ = write!(svg, "</g>");
        self.bars(&mut svg, chart);
        self.limit(&mut svg, chart);
        let counts = chart.layout == Layout::Columns;
        if counts && chart.names.len() <= MOST_NUMBERED && chart.series.len() == 1 {
            self.numbers(&mut svg, wording, chart);
        }
        svg
    }

    fn bars(&self, svg: &mut String, chart: &Chart) {
        let columns = chart.names.len() as u64;
        // In hundredths of a column.
        let gap = match columns {
            0..=2 => 70,
            3..=16 => 30,
            17..=60 => 20,
            _ => 10,
        };
        let density = if columns > 30 { "dense" } else { "loose" };
        let mut ground = vec![0; chart.names.len()];
        for (number, series) in chart.series.iter().enumerate() {
            let fill = fill(chart.id, number, series.mark).map(|fill| format!(r#" fill="{fill}""#)).unwrap_or_default();
            let _ = write!(
                svg,
                r#"<g class="chart-bars" data-mark="{}" data-tone="{}" data-density="{density}"{fill}>"#,
                series.mark.as_str(),
                series.tone
            );
            for (column, value) in series.values.iter().enumerate().filter(|(_, value)| **value > 0) {
                let Some(below) = ground.get_mut(column) else { continue };
                let top = self.top.saturating_sub(*below + value);
                *below += value;
                let _ = write!(
                    svg,
                    r#"<rect x="{}" y="{}" width="{}" height="{}"/>"#,
                    share(column as u64 * 100 + gap / 2, columns * 100),
                    share(top, self.top),
                    share(100 - gap, columns * 100),
                    share(*value, self.top)
                );
            }
            let _ = write!(svg, "</g>");
        }
    }

    fn limit(&self, svg: &mut String, chart: &Chart) {
        let Some(limit) = chart.limit.as_ref().filter(|_| self.shows_limit) else { return };
        let columns = chart.names.len() as u64;
        let _ = write!(svg, r#"<g class="chart-limit">"#);
        let mut run: Option<(u64, u64)> = None;
        for (column, value) in limit.values.iter().copied().chain([None]).enumerate() {
            // One line for as long as it stays as high.
            if let Some((from, height)) = run
                && value != Some(height)
            {
                let y = share(self.top.saturating_sub(height), self.top);
                let (x1, x2) = (share(from, columns), share(column as u64, columns));
                let _ = write!(svg, r#"<line x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>"#);
                run = None;
            }
            run = run.or(value.map(|height| (column as u64, height)));
        }
        let _ = write!(svg, "</g>");
    }

    /// Above each bar, how many it stands for.
    fn numbers(&self, svg: &mut String, wording: &Wording, chart: &Chart) {
        let columns = chart.names.len() as u64;
        let _ = write!(svg, r#"<g class="chart-numbers">"#);
        for (column, value) in chart.series.iter().flat_map(|series| series.values.iter().enumerate()) {
            let (x, y) = (share(column as u64 * 2 + 1, columns * 2), share(self.top.saturating_sub(*value), self.top));
            let _ = write!(svg, r#"<text x="{x}" y="{y}" dy="-0.4em">{}</text>"#, encode_text(&wording.number(*value)));
        }
        let _ = write!(svg, "</g>");
    }
}

/// Round numbers, at most five of them up to the top.
fn step(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step.saturating_mul(5) >= most {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// The names of some columns, each in the middle of those that it stands for: none juts out.
fn names(columns: &[String]) -> String {
    let mut svg = String::new();
    let every = columns.len().div_ceil(MOST_NAMES).max(1);
    let all = columns.len() as u64;
    for (column, name) in columns.iter().enumerate().skip((every - 1) / 2).step_by(every) {
        let x = share(column as u64 * 2 + 1, all * 2);
        let _ = write!(svg, r#"<text x="{x}" y="1em">{}</text>"#, encode_text(name));
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Limit, Mark, Series},
        *,
    };
    use crate::domain::language::Language;
    use jiff::tz::TimeZone;

    fn chart(values: &[&[u64]], limit: Option<u64>) -> Chart {
        let columns = values.first().map_or(0, |values| values.len());
        let series = values.iter().map(|values| Series {
            label: "<b>".to_owned(),
            mark: Mark::Hatched,
            tone: "info",
            values: values.to_vec(),
        });
        let limit = limit.map(|limit| Limit { label: String::new(), values: vec![Some(limit); columns] });
        let names = (0..columns).map(|n| format!("<{n}>")).collect();
        Chart { id: "c", said: String::new(), layout: Layout::Columns, names, series: series.collect(), limit }
    }

    #[test]
    fn the_scale_is_round_and_holds_the_highest_column_and_the_limit() {
        let scale = |values: &[&[u64]], limit| {
            let scale = Scale::of(&chart(values, limit));
            (scale.top, scale.ticks().count(), scale.shows_limit)
        };
        assert_eq!(scale(&[&[0, 0]], None), (1, 2, false));
        assert_eq!(scale(&[&[3, 4], &[0, 3]], None), (8, 5, false));
        assert_eq!(scale(&[&[480]], None), (500, 6, false));
        assert_eq!(scale(&[&[7]], Some(20)), (20, 5, true));
        assert_eq!(scale(&[&[7]], Some(1_000)), (8, 5, false), "out of sight");
        assert_eq!(scale(&[], None), (1, 2, false));
        assert!(Scale::of(&chart(&[&[u64::MAX / 4]], None)).ticks().count() <= 6);
    }

    #[test]
    fn bars_stand_one_upon_the_other_and_a_limit_is_one_line() {
        let wording = Wording::new(Language::En, TimeZone::UTC);
        let chart = chart(&[&[2, 0], &[2, 4]], Some(5));
        let plot = Scale::of(&chart).plot(&wording, &chart);
        for bar in [
            r#"<rect x="17.50%" y="60.00%" width="15.00%" height="40.00%"/>"#,
            r#"<rect x="17.50%" y="20.00%" width="15.00%" height="40.00%"/>"#,
            r#"<rect x="67.50%" y="20.00%" width="15.00%" height="80.00%"/>"#,
            r#"<line x1="0.00%" x2="100.00%" y1="0.00%" y2="0.00%"/>"#,
        ] {
            assert!(plot.contains(bar), "{bar}: {plot}");
        }
        assert_eq!(plot.matches("<rect x=").count(), 3, "nothing is drawn of nothing");
        assert!(!plot.contains("style="));
    }

    #[test]
    fn what_is_measured_is_drawn_exactly_on_a_scale_of_whole_units() {
        let wording = Wording::new(Language::En, TimeZone::UTC);
        let chart = Chart { layout: Layout::Measured { unit: 60 }, ..chart(&[&[90, 0, 160]], None) };
        let scale = Scale::of(&chart);
        assert_eq!((scale.unit, scale.top, scale.ticks().collect::<Vec<_>>()), (60, 180, vec![180, 120, 60, 0]));
        let plot = scale.plot(&wording, &chart);
        assert!(plot.contains(r#"y="50.00%" width="23.33%" height="50.00%"/>"#), "{plot}");
        assert_eq!(plot.matches("<rect x=").count(), 2, "nothing is drawn of nothing");
        assert!(!plot.contains("chart-numbers"), "nor is it said to be 0");
    }

    #[test]
    fn few_columns_are_named_and_nothing_is_markup() {
        let of = |columns: usize| names(&vec!["<i>".to_owned(); columns]).matches("&lt;i").count();
        assert_eq!([0, 1, 4, 5, 13, 26, 30, 52, 90].map(of), [0, 1, 4, 5, 4, 4, 5, 5, 5]);
        assert!(!names(&["<i>".to_owned()]).contains("<i>"));
    }
}
