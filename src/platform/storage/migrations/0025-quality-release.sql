-- The release whose checks a run made; unknown of runs before this step (docs/decisions/0027-quality.md).
alter table quality_run add column release text;
