//! The words of a query among the arguments.
//!
//! `search kiểm tra -báo` negates, though `-báo` looks like a flag: after the first word of a query,
//! an argument with one dash is a negation unless it is a flag that the command has.

use std::ffi::OsString;

/// The commands that take a query.
const WITH_QUERY: [&str; 5] = ["search", "count", "facets", "timeline", "figures"];

/// Rewrites negations among the words of a query so that they are not taken for flags.
pub(super) fn prepare(
    args: impl Iterator<Item = OsString>,
    program: &clap::Command,
) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::new();
    let mut command: Option<&clap::Command> = None;
    let mut words = 0;
    let mut value_follows = false;
    let mut args = args;
    out.extend(args.next());
    while let Some(arg) = args.next() {
        let text = arg.to_str().map(str::to_owned);
        let Some(text) = text else {
            out.push(arg);
            continue;
        };
        if std::mem::take(&mut value_follows) {
            out.push(arg);
            continue;
        }
        if text == "--" {
            out.push(arg);
            out.extend(args);
            break;
        }
        match command {
            None if !text.starts_with('-') => {
                command = program
                    .get_subcommands()
                    .find(|sub| sub.get_name() == text && WITH_QUERY.contains(&text.as_str()));
                out.push(arg);
                if command.is_none() {
                    out.extend(args);
                    break;
                }
            }
            None => {
                value_follows = takes_value(&text, program, program);
                out.push(arg);
            }
            Some(sub) if text.starts_with('-') && text.len() > 1 => {
                if is_negation(&text, words) {
                    out.push(format!("NOT {}", text.trim_start_matches('-')).into());
                    words += 1;
                } else {
                    value_follows = takes_value(&text, sub, program);
                    out.push(arg);
                }
            }
            Some(_) => {
                words += 1;
                out.push(arg);
            }
        }
    }
    out
}

/// Whether an argument that begins with a dash is a part of the query: a whole quoted query, or a
/// word after others.
fn is_negation(text: &str, words: usize) -> bool {
    if text.starts_with("--") {
        return false;
    }
    let body = &text[1..];
    let is_limit = body.strip_prefix('n').is_some_and(|rest| {
        rest.trim_start_matches('=')
            .bytes()
            .all(|b| b.is_ascii_digit())
    });
    if is_limit || matches!(body, "h" | "V") {
        return false;
    }
    let is_query = body.contains(char::is_whitespace) || body.starts_with(['"', '(']);
    is_query || words > 0
}

/// Whether a flag takes the next argument as its value.
fn takes_value(text: &str, command: &clap::Command, program: &clap::Command) -> bool {
    if text.contains('=') {
        return false;
    }
    let all = || command.get_arguments().chain(program.get_arguments());
    let found = match text.strip_prefix("--") {
        Some(name) => all().find(|arg| arg.get_long() == Some(name)),
        None if text.chars().count() == 2 => {
            all().find(|arg| arg.get_short() == text.chars().nth(1))
        }
        None => None,
    };
    found.is_some_and(|arg| arg.get_action().takes_values())
}

/// Puts the words of a query together. A field whose value lost its quotes to the shell gets them
/// back where other words show that it was quoted: `locality:"Quảng Ninh" kiểm tra`.
pub(super) fn join(words: &[String]) -> String {
    let several = words.len() > 1;
    let words: Vec<String> = words
        .iter()
        .map(|word| match word.split_once(':') {
            Some((field, value))
                if several
                    && value.contains(' ')
                    && !value.contains('"')
                    && !field.is_empty()
                    && field.chars().all(char::is_alphabetic) =>
            {
                format!("{field}:\"{value}\"")
            }
            _ => word.clone(),
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;
    use clap::CommandFactory;

    fn check(line: &[&str], expected: &[&str]) {
        let args = line.iter().map(OsString::from);
        let prepared = prepare(args, &Cli::command());
        assert_eq!(prepared, expected, "{line:?}");
    }

    #[test]
    fn negations_after_words_are_not_flags() {
        check(
            &["vankien", "search", "kiểm", "-báo", "-n", "5"],
            &["vankien", "search", "kiểm", "NOT báo", "-n", "5"],
        );
        check(
            &["vankien", "search", "-a b"],
            &["vankien", "search", "NOT a b"],
        );
        check(
            &[
                "vankien", "search", "a", "-nam", "-n5", "--sort", "-date", "-x",
            ],
            &[
                "vankien", "search", "a", "NOT nam", "-n5", "--sort", "-date", "NOT x",
            ],
        );
        check(&["vankien", "search", "-a"], &["vankien", "search", "-a"]);
        check(
            &["vankien", "search", "--", "-a", "-b"],
            &["vankien", "search", "--", "-a", "-b"],
        );
        check(
            &["vankien", "--corpus", "search", "add", "a", "-b"],
            &["vankien", "--corpus", "search", "add", "a", "-b"],
        );
        check(&["vankien", "search", "-"], &["vankien", "search", "-"]);
    }

    #[test]
    fn quotes_that_the_shell_took_come_back() {
        let words = ["tinh:Quảng Ninh", "kiểm", "tra"].map(str::to_owned);
        assert_eq!(join(&words), "tinh:\"Quảng Ninh\" kiểm tra");
        assert_eq!(join(&["date:2023 kiểm".to_owned()]), "date:2023 kiểm");
    }
}
