//! `AWSEmail`: `local-part@domain-part` as RFC 822 has it.

pub(super) fn is_valid(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    is_local(local) && is_domain(domain)
}

fn is_local(text: &str) -> bool {
    if text.len() > 2 && text.starts_with('"') && text.ends_with('"') {
        return text.chars().all(|character| !character.is_control());
    }
    text.split('.')
        .all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
}

fn is_atom(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !"()<>@,;:\\\".[]".contains(character)
}

fn is_domain(text: &str) -> bool {
    text.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|character| character.is_alphanumeric() || character == '-')
    })
}
