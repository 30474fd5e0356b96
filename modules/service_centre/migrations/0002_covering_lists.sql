-- The lists over many units cover what they filter by, as the unit's own list does: a page whose filter skips thousands of
-- rows skips them in the index.
drop index service_centre_case_all_list, service_centre_case_region_list, service_centre_case_handling_list;
create index service_centre_case_all_list on service_centre_case (submitted_at desc, id desc)
    include (state, is_open, item_code, due_on, applicant, scope_unit);
create index service_centre_case_region_list on service_centre_case (region, submitted_at desc, id desc)
    include (state, is_open, item_code, due_on, applicant, scope_unit);
create index service_centre_case_handling_list on service_centre_case (handling_unit, submitted_at desc, id desc)
    include (state, is_open, item_code, due_on, applicant, scope_unit);
