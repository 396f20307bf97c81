//! A table's ARNs, in the region and the account of everything else on this machine.
//!
//! The engine has a region of its own, `dynoxide`, which policies and outputs of a deployment
//! would then name. It takes any region in a request.

use dynoxide::actions::TableDescription;
use dynoxide::streams::table_arn;

use crate::aws::{ACCOUNT, REGION};

/// Puts every ARN in `table` right: the table's, its indexes' and its stream's.
pub(super) fn put_right(table: &mut TableDescription) {
    let local = table.local_secondary_indexes.iter_mut().flatten();
    let global = table.global_secondary_indexes.iter_mut().flatten();
    let arns = [&mut table.table_arn]
        .into_iter()
        .chain(&mut table.latest_stream_arn)
        .chain(local.map(|index| &mut index.index_arn))
        .chain(global.map(|index| &mut index.index_arn));
    let (theirs, ours) = (
        table_arn(""),
        format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/"),
    );
    for arn in arns {
        *arn = arn.replacen(&theirs, &ours, 1);
    }
}
