-- `quantity` and `term` are made of a record in the statement after it, by one function, and records are never removed:
-- their foreign keys could only repeat what that function does, and took a fifth of the server's time in an import
-- (docs/decisions/0011-store-at-scale.md, "Writing").
alter table quantity drop constraint quantity_hub_record_fkey;
alter table term drop constraint term_hub_record_fkey;
