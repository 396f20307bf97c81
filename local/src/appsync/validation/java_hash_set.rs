//! The order in which Java's `HashSet` gives its strings back.
//!
//! graphql-java collects the names of missing input fields in one and prints it as it is.
//!
//! Source: OpenJDK, `java.util.HashMap` and `String.hashCode`

/// The number of buckets of a set that is empty.
const BUCKETS: usize = 16;

/// `names`, all different, as a set gives them back that they are put into one by one.
///
/// Eight or more names in one bucket, which Java arranges as a tree, keep their order here.
pub(super) fn in_order(mut names: Vec<&str>) -> Vec<&str> {
    let mut buckets = BUCKETS;
    // The set doubles when it is more than three quarters full; within a bucket the names
    // stay as they came.
    while names.len().saturating_mul(4) > buckets.saturating_mul(3) {
        buckets = buckets.saturating_mul(2);
    }
    let last = u32::try_from(buckets).unwrap_or(u32::MAX).saturating_sub(1);
    names.sort_by_key(|name| spread_hash(name) & last);
    names
}

fn spread_hash(text: &str) -> u32 {
    let hash = text.encode_utf16().fold(0_u32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(u32::from(unit))
    });
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::in_order;

    /// The orders are those that OpenJDK 17 prints.
    #[test]
    fn strings_come_back_by_their_hash_and_those_of_one_bucket_as_they_came() {
        let cases = [
            ("kind size", "size kind"),
            ("b a", "a b"),
            ("Aa BB C", "Aa BB C"),
            ("BB Aa C", "BB Aa C"),
            (
                "kind size owner title weight",
                "owner size kind weight title",
            ),
            (
                "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi",
                "zeta iota nu delta mu theta epsilon xi lambda eta alpha kappa beta gamma",
            ),
        ];
        for (put, expected) in cases {
            let given_back = in_order(put.split(' ').collect());
            assert_eq!(given_back.join(" "), expected, "{put}");
        }
    }
}
