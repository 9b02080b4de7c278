package diag

var checkCodes = map[Code]entry{}
