//! `lsmem --json`: each member of an object becomes a pair as `lsmem --pairs` prints them. The
//! reader joins those of a range, which stand one to a line.

const MEMBERS: [&str; 7] = ["range", "size", "state", "removable", "node", "zones", "block"];

/// The members of a line, each range on a line of its own; `None` if the line does not begin
/// with one.
pub(super) fn clean(line: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = line;
    while let Some((_, after)) = rest.split_once('"') {
        let (name, after) = after.split_once('"')?;
        rest = after;
        let is_member = MEMBERS.contains(&name);
        if !is_member && out.is_empty() && name != "memory" {
            return None;
        }
        let Some(value) = after.trim_start().strip_prefix(':').filter(|_| is_member) else {
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(value) => value.split_once('"')?,
            None => value.split_at(value.find([',', '}', ' ']).unwrap_or(value.len())),
        };
        rest = after;
        if !out.is_empty() {
            out.push(if name == "range" { '\n' } else { ' ' });
        }
        out.push_str(&name.to_ascii_uppercase());
        out.push_str("=\"");
        out.push_str(value);
        out.push('"');
    }
    (!out.is_empty()).then_some(out)
}
