//! Which part of the code may use which: DESIGN's table, as it is in the code.

use std::{collections::BTreeSet, fs, path::Path};

/// A layer, and what it may use. `server` is what all of the server's layers stand on (the clock, the configuration,
/// who asks); its `app.rs` and `serve.rs` put the whole together.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("api", &["domain"]),
    ("components", &["domain", "wording"]),
    ("islands", &["api", "components", "domain"]),
    ("layout", &["components", "islands", "wording"]),
    // Pages are functions of data that are there: what they are shown is named where it is read.
    ("pages", &["api", "components", "domain", "islands", "operations", "store", "wording"]),
    ("wording", &["domain", "store"]),
    ("store", &["domain", "server"]),
    ("operations", &["domain", "server", "store", "wording"]),
    ("mail", &["domain", "operations", "server", "store", "wording"]),
    ("http", &["api", "components", "domain", "layout", "mail", "operations", "pages", "server", "store", "wording"]),
    ("server", &["domain", "http", "mail", "operations", "store"]),
    ("root", &[]),
];

/// What a layer may use in part alone: whoever uses more of it has to say so here.
const IN_PART: [(&str, &[&str]); 9] = [
    // Data to show, no questions to ask.
    ("pages → operations", &["analytics", "billing", "invite::Line", "invite::Results", "me::ProfileForm"]),
    ("pages → store", &["invitations::Invitation", "users::Person"]),
    (
        "wording → store",
        &[
            "history",
            "users::ExportedUser",
            "users::InDepartment",
            "users::ListedUser",
            "users::Person",
            "users::Standing",
        ],
    ),
    // A file that is made with nobody waiting for it.
    ("operations → wording", &["files", "Wording"]),
    // The link in a mail.
    ("mail → operations", &["address_link", "join_link", "reset_link"]),
    // Hashes, ids and the channel that is notified.
    ("store → server", &["random::Random", "token::TokenHash", "events::CHANNEL"]),
    // Reading a caller's session at each request, and the rows that pages show.
    (
        "http → store",
        &[
            "sessions",
            "address_changes::AddressChange",
            "departments::Department",
            "history",
            "invitations::Invitation",
            "jobs::Item",
            "jobs::Job",
            "messages::Message",
            "policies::AcceptanceLine",
            "policies::AcceptancePlace",
            "resets::Reset",
            "services::Service",
            "support::Access",
            "users::ExportedUser",
            "users::ListedUser",
            "users::Person",
        ],
    ),
    // A part of a page that an island has renewed, and what several pages show.
    (
        "http → components",
        &["Tally", "Confirm", "HistoryDay", "HistoryLine", "Links", "MatrixGroup", "MatrixRow", "Places", "RightLine"],
    ),
    // Writing a message for the built-in mailbox, and trying whether mails leave.
    ("http → mail", &["trial", "words"]),
];

fn layer(path: &[&str]) -> &'static str {
    let known = |name: &str| MAY_USE.iter().map(|(layer, _)| *layer).find(|layer| *layer == name);
    match path {
        [] | ["ui"] => "root",
        ["server", name, ..] if ["operations", "store", "mail", "http"].contains(name) => known(name).unwrap(),
        ["server", ..] => "server",
        ["ui", name, ..] => known(name).unwrap_or("root"),
        [name, ..] => known(name).unwrap_or_else(|| panic!("{name} belongs to no layer: say to which in MAY_USE")),
    }
}

/// The paths of a use tree: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn paths(tree: &str) -> Vec<String> {
    let Some((prefix, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inner = &rest[..rest.rfind('}').unwrap()];
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| paths(part.trim())).map(|path| format!("{}{path}", prefix.trim())).collect()
}

/// A use of something of ours, as a path from the crate's root.
struct Use {
    target: String,
    /// In a body, not in a `use` at the top.
    inline: bool,
}

fn uses(module: &[&str], source: &str) -> Vec<Use> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    let mut rest = String::new();
    for (n, piece) in code.split("use ").enumerate() {
        let is_use = n > 0 && ["crate::", "super::"].iter().any(|start| piece.starts_with(start));
        let Some((tree, after)) = piece.split_once(';').filter(|_| is_use) else {
            rest.push_str(piece);
            continue;
        };
        rest.push_str(after);
        for path in paths(tree) {
            let mut base: Vec<&str> = module.to_vec();
            let mut path = path.as_str();
            if let Some(absolute) = path.strip_prefix("crate::") {
                (base, path) = (Vec::new(), absolute);
            }
            while let Some(parent) = path.strip_prefix("super::") {
                base.pop();
                path = parent;
            }
            base.extend(path.split("::"));
            found.push(Use { target: base.join("::"), inline: false });
        }
    }
    for path in rest.split("crate::").skip(1) {
        let end = path.find(|c: char| !c.is_alphanumeric() && c != ':' && c != '_').unwrap_or(path.len());
        found.push(Use { target: path[..end].trim_end_matches(':').to_owned(), inline: true });
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push((path.to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn each_layer_uses_what_it_may_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (file, source) in &files {
        let name = file.strip_prefix(root.to_str().unwrap()).unwrap().trim_matches('/').trim_end_matches(".rs");
        if ["tests/", "benches/"].iter().any(|start| name.starts_with(start)) || name == "main" {
            continue;
        }
        let module: Vec<&str> = name.split('/').filter(|part| !["mod", "lib"].contains(part)).collect();
        let from = layer(&module);
        for Use { target, inline } in uses(&module, source) {
            let segments: Vec<&str> = target.split("::").collect();
            let to = layer(&segments);
            if from == to || to == "root" {
                continue;
            }
            // A server function's body is of the server: there alone the wire's names meet it.
            if from == "api" && inline && ["http", "operations"].contains(&to) {
                continue;
            }
            let allowed = MAY_USE.iter().any(|(layer, may)| *layer == from && may.contains(&to));
            let edge = format!("{from} → {to}");
            let within = match IN_PART.iter().find(|(part, _)| *part == edge) {
                Some((_, parts)) => {
                    let rest = target.split_once(&format!("{to}::")).map_or(target.as_str(), |(_, rest)| rest);
                    let part = parts.iter().find(|part| rest == **part || rest.starts_with(&format!("{part}::")));
                    seen.extend(part.map(|part| format!("{edge}: {part}")));
                    part.is_some()
                }
                None => true,
            };
            if !allowed || !within {
                wrong.push(format!("{name}.rs uses {target}: {edge}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (edge, parts) in IN_PART {
        for part in parts {
            assert!(seen.contains(&format!("{edge}: {part}")), "{edge}: {part} isn't used any more: take it out");
        }
    }
}

#[test]
fn use_trees_are_read_as_the_compiler_does() {
    let source = "use crate::{a::b, server::{store::{Db, users::{self, X}}, app::App}};\nuse super::super::y;\nfn f() { crate::wording::z() } // crate::no::w";
    let found: Vec<String> = uses(&["server", "http", "page"], source).into_iter().map(|u| u.target).collect();
    let expected = [
        "a::b",
        "server::store::Db",
        "server::store::users::self",
        "server::store::users::X",
        "server::app::App",
        "server::y",
        "wording::z",
    ];
    assert_eq!(found, expected);
}
